/** Critical context against graph size: what a fit asks for and gives back. Contexts in tokens, sizes in nodes. */

/** One recording's curve of one measure. */
export interface ScalingCurve {
  /** Recording id, for the reader and for clicks. */
  readonly id: string;
  /** [P] context of every value, increasing, at least 1. */
  readonly contexts: readonly number[];
  /** [R, P] row-major: one row per sequence; one row where the measure exists only for the whole recording. NaN = no value. */
  readonly values: Float64Array;
}

export interface ScalingSize {
  readonly nodes: number;
  /** Replicates of this size; their rows are pooled, and resampled in the bootstrap. */
  readonly curves: readonly ScalingCurve[];
}

/**
 * - `threshold`: the first context at which the mean curve is at or above `level`, linear in log context between points.
 * - `onset`, `knee`: the first break upwards and the last break downwards of a continuous piecewise-linear fit in log
 *   context (one break or two by BIC; none is refused).
 * - `fall`: the first context at which the mean curve is at or below `level` (normalised energy).
 */
export type CriticalMethod =
  | { readonly kind: 'threshold'; readonly level: number }
  | { readonly kind: 'onset' }
  | { readonly kind: 'knee' }
  | { readonly kind: 'fall'; readonly level: number };

export interface ScalingInput {
  /** One entry per size, any order. */
  readonly sizes: readonly ScalingSize[];
  readonly method: CriticalMethod;
  /** Bootstrap resamples. */
  readonly resamples: number;
  readonly seed: number;
}

export interface CriticalPoint {
  readonly nodes: number;
  /** Critical context in tokens; NaN when `refusal` says why there is none. */
  readonly context: number;
  /**
   * 95 % interval over resampled rows (Student's on the logarithm, with the bootstrap standard error); it may reach beyond the
   * recorded contexts. NaN with fewer than two rows or when under 95 % of the resamples have a value.
   */
  readonly low: number;
  readonly high: number;
  /** Rows pooled. */
  readonly rows: number;
  /** Share of resamples in which a critical context existed. */
  readonly defined: number;
  /** Breaks BIC chose, for onset and knee; else null. */
  readonly breaks: 1 | 2 | null;
  readonly refusal: string | null;
  /** The refusal with what the curve does instead, for the reader; null when there is a critical context. */
  readonly reason: string | null;
  /** Why a critical context stands without its interval; null when it has one, and when `reason` says that there is none. */
  readonly intervalReason: string | null;
}

/** Whether a straight line on logarithms is enough: beside ln T_c = a + b u + c u^2, u = ln n. */
export interface LackOfFit {
  /** Residual sums of squares of ln T_c. */
  readonly line: number;
  readonly curve: number;
  /** c: below 0 the growth slows down with size, above 0 it speeds up. */
  readonly bend: number;
  /** That c is 0: Student's t with n - 3 degrees of freedom, which is the F test of the two fits. */
  readonly p: number;
}

/** T_c = c n^alpha by least squares on logarithms. */
export interface PowerLaw {
  readonly alpha: number;
  readonly coefficient: number;
  readonly r2: number;
  /** 95 % bootstrap interval of alpha over resampled rows; NaN when it could not be formed. */
  readonly alphaLow: number;
  readonly alphaHigh: number;
  /** 95 % Student interval of alpha from the scatter of the sizes about the line. */
  readonly scatterLow: number;
  readonly scatterHigh: number;
  /** [sizes used] ln T_c - fitted, ascending in size. */
  readonly sizes: readonly number[];
  readonly residuals: readonly number[];
  /** The fitted line with its 95 % prediction band for a new size, over the range of sizes. */
  readonly band: readonly { readonly nodes: number; readonly context: number; readonly low: number; readonly high: number }[];
  /** Null with fewer than four sizes. */
  readonly lackOfFit: LackOfFit | null;
  /** True when an interval includes zero: the sizes do not tell whether the critical context grows. */
  readonly inconclusive: boolean;
}

/** The exponent by another level of the same measure. */
export interface AlphaAtLevel {
  readonly level: number;
  readonly alpha: number;
  /** Sizes that have a critical context at this level. */
  readonly sizes: number;
}

export interface ScalingResult {
  /** Of methods with a level: the exponent over a range of levels, those left out at which fewer than FEWEST_SIZES sizes have a critical context. */
  readonly alphaByLevel: readonly AlphaAtLevel[];
  /** Ascending in size. */
  readonly points: readonly CriticalPoint[];
  /** Null when `refusal` says why. */
  readonly law: PowerLaw | null;
  readonly refusal: string | null;
}

/** Fewest sizes a power law is fitted to. */
export const FEWEST_SIZES = 4;
