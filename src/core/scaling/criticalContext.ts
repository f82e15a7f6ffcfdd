/** The critical context of one curve: where it crosses a level, or where it breaks. */
import { type PiecewiseFit, PiecewiseFitter } from './piecewiseFit.ts';
import type { CriticalMethod } from './types.ts';

export type Crossing = { readonly ok: true; readonly context: number } | { readonly ok: false; readonly reason: string };

/**
 * The first context at which a curve reaches a level from the other side, linear in log context between its points. A
 * curve that starts beyond the level or never reaches it has none: its critical context lies outside what was recorded.
 *
 * @param contexts [P] increasing, at least 1
 * @param values [P] finite
 * @param direction 'up': at or above the level; 'down': at or below it
 */
export function thresholdCrossing(contexts: readonly number[], values: ArrayLike<number>, level: number, direction: 'up' | 'down'): Crossing {
  const beyond = (value: number): boolean => (direction === 'up' ? value >= level : value <= level);
  for (let i = 0; i < contexts.length; i++) {
    if (!beyond(values[i]!)) continue;
    if (i === 0) return { ok: false, reason: `already ${direction === 'up' ? 'at or above' : 'at or below'} ${level} at the first context, ${contexts[0]!} tokens` };
    const share = (level - values[i - 1]!) / (values[i]! - values[i - 1]!);
    const from = Math.log(contexts[i - 1]!);
    return { ok: true, context: Math.exp(from + share * (Math.log(contexts[i]!) - from)) };
  }
  if (contexts.length === 0) return { ok: false, reason: 'no values' };
  return { ok: false, reason: `never ${direction === 'up' ? 'reaches' : 'falls to'} ${level} within ${contexts.at(-1)!} tokens` };
}

/** A critical context in tokens, or the reason why the curve has none; `breaks` is what BIC chose, else null. */
export type Critical =
  | { readonly ok: true; readonly context: number; readonly breaks: 1 | 2 | null }
  | { readonly ok: false; readonly reason: string; readonly breaks: 1 | 2 | null };

/** Reads critical contexts off curves over the same contexts. */
export class CriticalContextReader {
  private readonly contexts: readonly number[];
  private readonly method: CriticalMethod;
  private fitter: { key: string; fitter: PiecewiseFitter } | null = null;

  /** @param contexts [P] increasing, at least 1 */
  constructor(contexts: readonly number[], method: CriticalMethod) {
    this.contexts = contexts;
    this.method = method;
  }

  /**
   * @param values [P] mean curve; NaN points are left out
   * @param breaks number of breaks to use instead of the BIC choice: resamples keep that of the whole data
   */
  read(values: Float64Array, breaks: 1 | 2 | null = null): Critical {
    const kept = [...values.keys()].filter((i) => !Number.isNaN(values[i]!));
    const contexts = kept.map((i) => this.contexts[i]!);
    const finite = Float64Array.from(kept, (i) => values[i]!);
    const { method } = this;
    if (method.kind === 'threshold' || method.kind === 'fall') {
      return { ...thresholdCrossing(contexts, finite, method.level, method.kind === 'threshold' ? 'up' : 'down'), breaks: null };
    }
    return this.fromBreaks(method.kind, contexts, finite, breaks);
  }

  private fromBreaks(kind: 'onset' | 'knee', contexts: readonly number[], values: Float64Array, forced: 1 | 2 | null): Critical {
    const fitter = this.fitterFor(contexts);
    const candidates = (forced === null ? ([0, 1, 2] as const) : [forced]).map((breaks) => fitter.fit(values, breaks)).filter((fit) => fit !== null);
    const best = candidates.reduce<PiecewiseFit | null>((least, fit) => (least === null || fit.bic < least.bic ? fit : least), null);
    if (best === null || candidates.every(({ breaks }) => breaks.length === 0)) return { ok: false, reason: `too few points for a break: ${contexts.length}`, breaks: null };
    if (best.breaks.length === 0) return { ok: false, reason: 'a straight line in log context fits as well (BIC): there is no break', breaks: null };
    const breaks = best.breaks.length === 1 ? 1 : 2;
    const bends = best.breaks.map((at, i) => ({ at, change: best.slopes[i + 1]! - best.slopes[i]! }));
    const bend = kind === 'onset' ? bends.find(({ change }) => change > 0) : bends.findLast(({ change }) => change < 0);
    if (bend !== undefined) return { ok: true, context: Math.exp(bend.at), breaks };
    const reason = kind === 'onset' ? 'no break at which the curve turns upwards: the fit shows saturation only' : 'no break at which the curve flattens: it is still rising';
    return { ok: false, reason, breaks };
  }

  private fitterFor(contexts: readonly number[]): PiecewiseFitter {
    const key = contexts.join();
    if (this.fitter?.key !== key) this.fitter = { key, fitter: new PiecewiseFitter(Float64Array.from(contexts, Math.log)) };
    return this.fitter.fitter;
  }
}
