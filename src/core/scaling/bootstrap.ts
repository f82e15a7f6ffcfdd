import { studentQuantile } from './studentQuantile.ts';
import { quantile } from '../linalg/quantile.ts';

/** Row numbers drawn with replacement, as many as there are. */
export function resampledRows(rows: number, index: (below: number) => number): Int32Array {
  return Int32Array.from({ length: rows }, () => index(rows));
}

/**
 * The share of resamples a percentile interval must span to cover as promised with few rows: resampling n rows spreads
 * sqrt((n - 1) / n) as wide as new data would and knows nothing of Student's t. The expanded percentile interval of
 * Hesterberg (2015, The American Statistician 69(4), arXiv 1411.5279).
 *
 * @param degrees degrees of freedom of the spread: n - 1, or their sum where several samples enter
 */
export function expandedCoverage(coverage: number, rows: number, degrees: number): number {
  return normalCoverage(Math.sqrt(rows / (rows - 1)) * studentQuantile(coverage, degrees));
}

/** P(|Z| <= z) of the standard normal to 2e-7 (Abramowitz and Stegun 7.1.26). */
function normalCoverage(z: number): number {
  const at = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * at);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - series * Math.exp(-at * at);
}

/**
 * Percentile interval over the resamples that gave a value (Efron 1979). NaN when fewer than `required` of them did: an
 * interval over the rest alone would look surer than it is.
 */
export function percentileInterval(values: Float64Array, coverage: number, required = coverage): { low: number; high: number; defined: number } {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const defined = values.length === 0 ? 0 : sorted.length / values.length;
  if (values.length === 0 || defined < required) return { low: NaN, high: NaN, defined };
  const tail = (1 - coverage) / 2;
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail), defined };
}
