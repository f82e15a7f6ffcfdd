/** Critical context against graph size, from curves to power law. */
import { seededIndex } from '../linalg/random.ts';
import { combinedDegrees, resampledRows, studentInterval, variance } from './bootstrap.ts';
import { CriticalContextReader } from './criticalContext.ts';
import { intervalReason, pointReason } from './pointReason.ts';
import { logLogFit, powerLaw } from './powerLaw.ts';
import { type AlphaAtLevel, type CriticalMethod, type CriticalPoint, FEWEST_SIZES, type ScalingCurve, type ScalingInput, type ScalingResult, type ScalingSize } from './types.ts';

/** Replicates of one size on the contexts they share. */
export interface PooledCurves {
  readonly contexts: readonly number[];
  readonly rows: number;
  /** [rows, P] row-major. */
  readonly values: Float64Array;
}

/** Throws RangeError on values that do not fit their contexts. */
export function pooledCurves(curves: readonly ScalingCurve[]): PooledCurves {
  for (const { id, contexts, values } of curves) {
    if (contexts.length === 0 || values.length % contexts.length !== 0) throw new RangeError(`${id}: ${values.length} values for ${contexts.length} contexts`);
  }
  const [first, ...others] = curves;
  const contexts = first === undefined ? [] : first.contexts.filter((context) => others.every((other) => other.contexts.includes(context)));
  const lines = curves.flatMap((curve) => {
    const P = curve.contexts.length;
    const columns = contexts.map((context) => curve.contexts.indexOf(context));
    return Array.from({ length: curve.values.length / P }, (_, row) => columns.map((column) => curve.values[row * P + column]!));
  });
  return { contexts, rows: lines.length, values: Float64Array.from(lines.flat()) };
}

/** [P] mean over chosen rows, NaN cells left out. */
export function meanOfRows({ contexts, values }: PooledCurves, rows: Int32Array): Float64Array {
  const P = contexts.length;
  const sum = new Float64Array(P);
  const count = new Int32Array(P);
  for (const row of rows) {
    for (let p = 0; p < P; p++) {
      const value = values[row * P + p]!;
      if (Number.isNaN(value)) continue;
      sum[p] = sum[p]! + value;
      count[p] = count[p]! + 1;
    }
  }
  return sum.map((value, p) => (count[p] === 0 ? NaN : value / count[p]!));
}

export interface ScalingProgress {
  readonly done: number;
  readonly total: number;
}

/** Most bootstrap resamples anyone may ask for. */
const MAX_RESAMPLES = 20_000;

const COVERAGE = 0.95;
const RESAMPLES_PER_STEP = 20;

/**
 * A critical context for every size, from the mean over its pooled rows, with a bootstrap interval over rows on its logarithm;
 * then T_c = c n^alpha by least squares on logarithms over the sizes that have one. Resample b of every size together
 * gives one alpha; its interval exists when every size has at least two rows. Fewer than FEWEST_SIZES sizes are refused
 * in words. Yields every few resamples. Throws RangeError on a bad number of resamples, sizes repeated or below 2.
 */
export function* fitScaling({ sizes, method, resamples, seed }: ScalingInput): Generator<ScalingProgress, ScalingResult> {
  if (!Number.isInteger(resamples) || resamples < 0 || resamples > MAX_RESAMPLES) throw new RangeError(`resamples is ${resamples}; expected 0 to ${MAX_RESAMPLES}`);
  const ordered = [...sizes].sort((a, b) => a.nodes - b.nodes);
  ordered.forEach(({ nodes }, i) => {
    if (!(nodes >= 2) || ordered[i + 1]?.nodes === nodes) throw new RangeError(`size ${nodes}: expected distinct sizes of at least 2 nodes`);
  });
  const total = ordered.length * resamples;
  const found: Found[] = [];
  for (const [i, size] of ordered.entries()) {
    const work = criticalPoint(size, method, resamples, seed);
    let step = work.next();
    for (; !step.done; step = work.next()) yield { done: i * resamples + step.value, total };
    found.push(step.value);
    yield { done: (i + 1) * resamples, total };
  }
  const points = found.map(({ point }) => point);
  const usable = found.filter(({ point }) => point.refusal === null);
  if (usable.length < FEWEST_SIZES) {
    return { points, law: null, alphaByLevel: alphaByLevel(ordered, method), refusal: `a power law needs at least ${FEWEST_SIZES} sizes with a critical context; there are ${usable.length}` };
  }
  const nodes = usable.map(({ point }) => point.nodes);
  return { points, law: powerLaw(nodes, usable.map(({ point }) => point.context), alphaInterval(usable, resamples)), alphaByLevel: alphaByLevel(ordered, method), refusal: null };
}

/** Levels at which the exponent is told: accuracies from .30 to .70, energies from .50 to 1. */
const LEVELS = { threshold: [30, 70], fall: [50, 100] } as const;
const LEVEL_STEP = 5;

/** The exponent over a range of levels, without intervals: how much it depends on the level that was chosen. */
function alphaByLevel(sizes: readonly ScalingSize[], { kind }: CriticalMethod): readonly AlphaAtLevel[] {
  if (kind !== 'threshold' && kind !== 'fall') return [];
  const [from, to] = LEVELS[kind];
  const means = sizes.map(({ nodes, curves }) => {
    const pooled = pooledCurves(curves);
    return { nodes, contexts: pooled.contexts, mean: meanOfRows(pooled, Int32Array.from({ length: pooled.rows }, (_, row) => row)) };
  });
  return Array.from({ length: (to - from) / LEVEL_STEP + 1 }, (_, i) => (from + i * LEVEL_STEP) / 100).flatMap((level) => {
    const found = means.flatMap(({ nodes, contexts, mean }) => {
      const critical = new CriticalContextReader(contexts, { kind, level }).read(mean);
      return critical.ok ? [{ nodes, context: critical.context }] : [];
    });
    if (found.length < FEWEST_SIZES) return [];
    return [{ level, sizes: found.length, alpha: logLogFit(found.map(({ nodes }) => nodes), found.map(({ context }) => context)).alpha }];
  });
}

/** A size's critical context and the logarithms of those of its resamples. */
interface Found {
  readonly point: CriticalPoint;
  readonly resampled: Float64Array;
}

function* criticalPoint(size: ScalingSize, method: CriticalMethod, resamples: number, seed: number): Generator<number, Found> {
  const pooled = pooledCurves(size.curves);
  const reader = new CriticalContextReader(pooled.contexts, method);
  const all = Int32Array.from({ length: pooled.rows }, (_, row) => row);
  const mean = meanOfRows(pooled, all);
  const critical = reader.read(mean);
  const resampled = new Float64Array(critical.ok && pooled.rows >= 2 ? resamples : 0);
  const refusals = new Map<string, number>();
  const index = seededIndex(seed ^ Math.imul(size.nodes, 0x9e3779b1));
  for (let b = 0; b < resampled.length; b++) {
    const again = reader.read(meanOfRows(pooled, resampledRows(pooled.rows, index)), critical.breaks);
    resampled[b] = again.ok ? Math.log(again.context) : NaN;
    if (!again.ok) refusals.set(again.reason, (refusals.get(again.reason) ?? 0) + 1);
    if (b % RESAMPLES_PER_STEP === 0) yield b;
  }
  const estimate = critical.ok ? Math.log(critical.context) : NaN;
  const { low, high, defined } = studentInterval({ estimate, resampled, rows: pooled.rows, degrees: pooled.rows - 1 }, COVERAGE);
  const outcome = { rows: pooled.rows, resamples, defined, required: COVERAGE, refusal: mostFrequent(refusals) };
  const kept = [...mean.keys()].filter((p) => !Number.isNaN(mean[p]!));
  return {
    point: {
      nodes: size.nodes,
      context: critical.ok ? critical.context : NaN,
      low: Math.exp(low),
      high: Math.exp(high),
      rows: pooled.rows,
      defined,
      breaks: critical.breaks,
      refusal: critical.ok ? null : critical.reason,
      reason: critical.ok ? null : pointReason(method, kept.map((p) => pooled.contexts[p]!), kept.map((p) => mean[p]!), critical.reason),
      intervalReason: critical.ok ? intervalReason(outcome) : null,
    },
    resampled,
  };
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | null {
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

/** Of alpha over resampled rows; NaN when a size has a single row or too many resamples leave too few sizes. */
function alphaInterval(usable: readonly Found[], resamples: number): { readonly low: number; readonly high: number } {
  const rows = Math.min(...usable.map(({ point }) => point.rows));
  if (rows < 2) return { low: NaN, high: NaN };
  const nodes = usable.map(({ point }) => point.nodes);
  const { alpha, centre, spread } = logLogFit(nodes, usable.map(({ point }) => point.context));
  // Alpha is a weighted sum of the sizes' logarithms: what each adds to its variance says how many rows stand behind it.
  const parts = usable.map(({ point, resampled }) => ({
    variance: ((Math.log(point.nodes) - centre) / spread) ** 2 * variance(resampled),
    degrees: point.rows - 1,
  }));
  return studentInterval({ estimate: alpha, resampled: resampledAlphas(nodes, usable, resamples), rows, degrees: combinedDegrees(parts) }, COVERAGE);
}

/** NaN where a resample leaves too few sizes. */
function resampledAlphas(nodes: readonly number[], usable: readonly Found[], resamples: number): Float64Array {
  return Float64Array.from({ length: resamples }, (_, b) => {
    const kept = usable.flatMap(({ resampled }, i) => (Number.isNaN(resampled[b]!) ? [] : [i]));
    return kept.length < FEWEST_SIZES ? NaN : logLogFit(kept.map((i) => nodes[i]!), kept.map((i) => Math.exp(usable[i]!.resampled[b]!))).alpha;
  });
}
