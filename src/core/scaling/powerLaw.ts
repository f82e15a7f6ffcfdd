import { studentQuantile, studentTail } from './quantiles.ts';
import type { LackOfFit, PowerLaw } from './types.ts';

/** Least squares of ln y on ln x. */
export interface LogLogFit {
  readonly alpha: number;
  /** c of y = c x^alpha. */
  readonly coefficient: number;
  /** 1 - RSS / TSS of ln y; NaN when y does not vary. */
  readonly r2: number;
  /** ln y - fitted. */
  readonly residuals: readonly number[];
  /** Standard error of alpha from the residuals, n - 2 degrees of freedom; NaN below three points. */
  readonly standardError: number;
  /** sqrt(RSS / (n - 2)). */
  readonly scatter: number;
  /** Mean and centred sum of squares of ln x. */
  readonly centre: number;
  readonly spread: number;
}

const COVERAGE = 0.95;
const BAND_POINTS = 33;

/** @param x positive sizes, at least two distinct @param y positive */
export function logLogFit(x: readonly number[], y: readonly number[]): LogLogFit {
  const n = x.length;
  const u = x.map(Math.log);
  const v = y.map(Math.log);
  const centre = mean(u);
  const level = mean(v);
  const spread = u.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const alpha = u.reduce((sum, value, i) => sum + (value - centre) * (v[i]! - level), 0) / spread;
  const residuals = v.map((value, i) => value - level - alpha * (u[i]! - centre));
  const rss = residuals.reduce((sum, value) => sum + value ** 2, 0);
  const tss = v.reduce((sum, value) => sum + (value - level) ** 2, 0);
  const scatter = n > 2 ? Math.sqrt(rss / (n - 2)) : NaN;
  return { alpha, coefficient: Math.exp(level - alpha * centre), r2: tss === 0 ? NaN : 1 - rss / tss, residuals, standardError: scatter / Math.sqrt(spread), scatter, centre, spread };
}

/**
 * The power law with what it leaves open. Two intervals, because two things are uncertain: where each size's critical
 * context lies (resampled sequences, given as `bootstrap`) and whether the sizes lie on a line at all (Student's t on
 * their scatter about it).
 *
 * @param sizes ascending, at least three distinct
 */
export function powerLaw(sizes: readonly number[], contexts: readonly number[], bootstrap: { readonly low: number; readonly high: number }): PowerLaw {
  const fit = logLogFit(sizes, contexts);
  const t = studentQuantile(COVERAGE, sizes.length - 2);
  const scatterLow = fit.alpha - t * fit.standardError;
  const scatterHigh = fit.alpha + t * fit.standardError;
  const from = Math.log(sizes[0]!);
  const step = (Math.log(sizes.at(-1)!) - from) / (BAND_POINTS - 1);
  const band = Array.from({ length: BAND_POINTS }, (_, i) => {
    const nodes = Math.exp(from + i * step);
    const context = fit.coefficient * nodes ** fit.alpha;
    const half = Math.exp(t * fit.scatter * Math.sqrt(1 + 1 / sizes.length + (Math.log(nodes) - fit.centre) ** 2 / fit.spread));
    return { nodes, context, low: context / half, high: context * half };
  });
  const holdsZero = (low: number, high: number): boolean => low <= 0 && high >= 0;
  return {
    alpha: fit.alpha,
    coefficient: fit.coefficient,
    r2: fit.r2,
    alphaLow: bootstrap.low,
    alphaHigh: bootstrap.high,
    scatterLow,
    scatterHigh,
    sizes,
    residuals: fit.residuals,
    band,
    lackOfFit: lackOfFit(sizes, fit),
    inconclusive: holdsZero(bootstrap.low, bootstrap.high) || holdsZero(scatterLow, scatterHigh),
  };
}

/**
 * The line against a parabola in u = ln n. The part of u^2 that a line does not hold, w, is orthogonal to the line: the bend is
 * its coefficient <w, r> / <w, w> on the line's residuals r.
 */
function lackOfFit(sizes: readonly number[], { residuals, centre }: LogLogFit): LackOfFit | null {
  const n = sizes.length;
  if (n < 4) return null;
  const u = sizes.map((size) => Math.log(size) - centre);
  const squares = u.map((value) => value ** 2);
  const level = mean(squares);
  const slope = u.reduce((sum, value, i) => sum + value * squares[i]!, 0) / u.reduce((sum, value) => sum + value ** 2, 0);
  const w = squares.map((value, i) => value - level - slope * u[i]!);
  const size = w.reduce((sum, value) => sum + value ** 2, 0);
  const bend = w.reduce((sum, value, i) => sum + value * residuals[i]!, 0) / size;
  const line = residuals.reduce((sum, value) => sum + value ** 2, 0);
  const curve = Math.max(0, line - bend ** 2 * size);
  return { line, curve, bend, p: studentTail(bend / Math.sqrt(curve / (n - 3) / size), n - 3) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
