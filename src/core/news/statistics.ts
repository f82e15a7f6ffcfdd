/**
 * Doubt about means over news: percentile bootstrap, sign-flip test of paired differences, Holm's correction. Every random
 * number is one of core/linalg/random.ts's mulberry32 from seed 0, taken by its number, so that
 * fixtures/make_news_tables.py draws the same:
 *
 *     draw(i), i = 0, 1, ...   s = (i + 1) * 0x6d2b79f5 mod 2^32,  m = (s ^ s >> 15) * (s | 1) mod 2^32,
 *                              m ^= m + (m ^ m >> 7) * (m | 61) mod 2^32,  draw(i) = m ^ m >> 14, a whole number below 2^32
 *     bootstrap                resample b takes, as its j-th of n values, value floor(draw(b n + j) n / 2^32)
 *     sign flips               flip f turns difference j where bit j mod 32 of draw(f w + floor(j / 32)) is 1, w = ceil(n / 32)
 *
 * Quantiles are linear between order statistics (numpy's default).
 */
import { seededUniform } from '../linalg/random.ts';
import { mapSteps } from '../linalg/steps.ts';
import { quantile } from '../scaling/quantiles.ts';
import { MAX_NEWS } from './limits.ts';

/** Resamples of an interval. */
export const BOOTSTRAP_RESAMPLES = 10_000;
/** Random sign flips, where not all are counted. */
export const SIGN_FLIPS = 100_000;
/** Differences up to which all 2^n flips are counted. */
export const EXACT_FLIPS_UP_TO = 16;
/** Quantiles at the ends of the 95 % intervals. */
const INTERVAL_ENDS = [0.025, 0.975] as const;
/** Means this close to the observed one count as reaching it: sums in another order differ by less. */
const ROUNDING = 1e-12;
/** Values summed between two yields: a few milliseconds. */
const VALUES_PER_STEP = 1e6;

/** A mean over news and its 95 % interval. All NaN without news; without width for one. */
export interface NewsEstimate {
  /** News in it. */
  readonly count: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface NewsContrast extends NewsEstimate {
  /** Two-sided, of the sign-flip test; NaN without news. */
  readonly p: number;
  /** `p` after Holm's correction over the contrasts given together. */
  readonly holm: number;
}

export interface NewsStatisticsInput {
  /** Each the values of one condition, one a news. */
  readonly columns: readonly Float64Array[];
  /** Each the paired differences of two conditions, one a news; together they are one family of tests. */
  readonly contrasts: readonly Float64Array[];
}

export interface NewsStatistics {
  readonly columns: readonly NewsEstimate[];
  readonly contrasts: readonly NewsContrast[];
}

export interface StatisticsProgress {
  /** Columns and contrasts done. */
  readonly done: number;
  readonly total: number;
}

/** Intervals of every column and contrast, and the tests of the contrasts. Yields between pieces of work. */
export function* newsStatistics({ columns, contrasts }: NewsStatisticsInput): Generator<StatisticsProgress, NewsStatistics> {
  const total = columns.length + contrasts.length;
  const draws = new ResampleDraws();
  const estimates: NewsEstimate[] = [];
  for (const values of columns) estimates.push(yield* mapSteps(bootstrapEstimate(values, draws), () => ({ done: estimates.length, total })));
  const tests: Omit<NewsContrast, 'holm'>[] = [];
  for (const values of contrasts) tests.push(yield* mapSteps(testedContrast(values, draws), () => ({ done: columns.length + tests.length, total })));
  yield { done: total, total };
  const adjusted = holmAdjusted(Float64Array.from(tests, ({ p }) => p));
  return { columns: estimates, contrasts: tests.map((test, at) => ({ ...test, holm: adjusted[at]! })) };
}

function* testedContrast(values: Float64Array, draws: ResampleDraws): Generator<void, Omit<NewsContrast, 'holm'>> {
  const estimate = yield* bootstrapEstimate(values, draws);
  return { ...estimate, p: yield* signFlipP(values) };
}

/** The rows of every resample of n values, drawn once for all columns of that length. */
export class ResampleDraws {
  #rows = new Uint16Array(0);
  #count = 0;

  /** [resamples, count] row-major. Throws RangeError for more values than a file may have news. */
  of(count: number): Uint16Array {
    if (count > MAX_NEWS) throw new RangeError(`${count} news, at most ${MAX_NEWS} are resampled`);
    if (count !== this.#count) {
      this.#rows = new Uint16Array(BOOTSTRAP_RESAMPLES * count);
      const draw = seededUniform(0);
      for (let at = 0; at < this.#rows.length; at++) this.#rows[at] = Math.floor(((draw() + 1) / 2) * count);
      this.#count = count;
    }
    return this.#rows;
  }
}

/** Mean and percentile interval of values, one a news (Efron and Tibshirani 1993, chapter 13). */
export function* bootstrapEstimate(values: Float64Array, draws = new ResampleDraws()): Generator<void, NewsEstimate> {
  const n = values.length;
  if (n === 0) return { count: 0, mean: NaN, low: NaN, high: NaN };
  const rows = draws.of(n);
  const means = new Float64Array(BOOTSTRAP_RESAMPLES);
  for (let b = 0, at = 0, since = 0; b < means.length; b++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += values[rows[at++]!]!;
    means[b] = sum / n;
    if ((since += n) < VALUES_PER_STEP) continue;
    since = 0;
    yield;
  }
  return { count: n, mean: meanOf(values), ...percentileInterval(means) };
}

/** The middle 95 % of resampled values, which are sorted in place. Values of Infinity leave the upper end open: Infinity. */
export function percentileInterval(resampled: Float64Array): { readonly low: number; readonly high: number } {
  resampled.sort();
  const end = (share: number): number => {
    const value = quantile(resampled, share);
    // Between two values that are both infinite.
    return Number.isNaN(value) && resampled.at(-1) === Infinity ? Infinity : value;
  };
  return { low: end(INTERVAL_ENDS[0]), high: end(INTERVAL_ENDS[1]) };
}

/**
 * Two-sided p of the mean of paired differences under random signs: the share of all flips whose mean is as far from zero as
 * the observed, up to 16 differences; beyond, (1 + reaching) / (1 + drawn).
 */
export function* signFlipP(differences: Float64Array): Generator<void, number> {
  const n = differences.length;
  if (n === 0) return NaN;
  const observed = Math.abs(meanOf(differences)) - ROUNDING;
  const exact = n <= EXACT_FLIPS_UP_TO;
  const flips = exact ? 2 ** n : SIGN_FLIPS;
  const words = Math.ceil(n / 32);
  const draw = seededUniform(0);
  const signs = new Uint32Array(words);
  let reaching = 0;
  for (let f = 0, since = 0; f < flips; f++) {
    if (exact) signs[0] = f;
    else for (let w = 0; w < words; w++) signs[w] = ((draw() + 1) / 2) * 2 ** 32;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (signs[j >> 5]! >>> (j & 31)) & 1 ? -differences[j]! : differences[j]!;
    if (Math.abs(sum / n) >= observed) reaching += 1;
    if ((since += n) < VALUES_PER_STEP) continue;
    since = 0;
    yield;
  }
  return exact ? reaching / flips : (1 + reaching) / (1 + flips);
}

/** Holm's step-down correction of one family (Holm 1979); in the order given. NaN stays NaN and is not counted. */
export function holmAdjusted(ps: Float64Array): Float64Array {
  const adjusted = new Float64Array(ps.length).fill(NaN);
  const order = [...ps.keys()].filter((at) => !Number.isNaN(ps[at]!)).sort((a, b) => ps[a]! - ps[b]!);
  let highest = 0;
  order.forEach((at, rank) => {
    highest = Math.max(highest, Math.min(1, (order.length - rank) * ps[at]!));
    adjusted[at] = highest;
  });
  return adjusted;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
