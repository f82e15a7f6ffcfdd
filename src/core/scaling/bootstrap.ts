import { studentQuantile } from './quantiles.ts';

/** Row numbers drawn with replacement, as many as there are. */
export function resampledRows(rows: number, index: (below: number) => number): Int32Array {
  return Int32Array.from({ length: rows }, () => index(rows));
}

export interface ResampledSpread {
  /** The estimate from all rows. */
  readonly estimate: number;
  /** Its values over the resamples; NaN where a resample gave none. */
  readonly resampled: Float64Array;
  /** Rows resampled; the fewest where several samples enter. At least 2. */
  readonly rows: number;
  /** Degrees of freedom of the spread: rows - 1, or combinedDegrees where several samples enter. */
  readonly degrees: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Share of the resamples that gave a value. */
  readonly defined: number;
}

/**
 * Student's interval about the estimate with its bootstrap standard error (Efron and Tibshirani 1993, chapter 12). Resampling
 * n rows spreads sqrt((n - 1) / n) as wide as new data would, which is taken back. How often it holds planted values, by
 * scripts/interval-coverage.ts, stands in docs/measures.md. NaN when fewer than `coverage` of the resamples gave a value: an
 * interval over the rest alone would look surer than it is.
 */
export function studentInterval({ estimate, resampled, rows, degrees }: ResampledSpread, coverage: number): Interval {
  const values = resampled.filter((value) => !Number.isNaN(value));
  const defined = resampled.length === 0 ? 0 : values.length / resampled.length;
  if (values.length < 2 || defined < coverage) return { low: NaN, high: NaN, defined };
  const half = studentQuantile(coverage, degrees) * Math.sqrt((rows / (rows - 1)) * variance(values));
  return { low: estimate - half, high: estimate + half, defined };
}

/**
 * Whole degrees of freedom of a sum of independent parts with variances estimated from few rows each (Welch and
 * Satterthwaite), rounded down; the sum of the parts' own where nothing varies.
 */
export function combinedDegrees(parts: readonly { readonly variance: number; readonly degrees: number }[]): number {
  const total = parts.reduce((sum, part) => sum + part.variance, 0);
  if (total === 0) return parts.reduce((sum, { degrees }) => sum + degrees, 0);
  return Math.max(1, Math.floor(total ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.degrees, 0)));
}

/** Of the values that are not NaN, with n - 1; 0 for fewer than two. */
export function variance(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length < 2) return 0;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1);
}
