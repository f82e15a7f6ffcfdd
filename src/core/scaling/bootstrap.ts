import { quantile } from '../linalg/quantile.ts';

/** Row numbers drawn with replacement, as many as there are. */
export function resampledRows(rows: number, index: (below: number) => number): Int32Array {
  return Int32Array.from({ length: rows }, () => index(rows));
}

/**
 * Percentile interval over the resamples that gave a value (Efron 1979). NaN when fewer than `coverage` of them did: an
 * interval over the rest alone would look surer than it is.
 */
export function percentileInterval(values: Float64Array, coverage: number): { low: number; high: number; defined: number } {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const defined = values.length === 0 ? 0 : sorted.length / values.length;
  if (values.length === 0 || defined < coverage) return { low: NaN, high: NaN, defined };
  const tail = (1 - coverage) / 2;
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail), defined };
}
