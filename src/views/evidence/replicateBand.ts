/** The spread of a curve over replicate recordings. */
import type { BandPoint, SeriesPoint } from '../../state/figures/accuracy.ts';

/** Least and greatest value at every context that all replicates have, NaN left out; empty with fewer than two replicates. */
export function replicateBand(replicates: readonly (readonly SeriesPoint[])[]): readonly BandPoint[] {
  const [first, ...others] = replicates;
  if (first === undefined || others.length === 0) return [];
  const lookups = others.map((points) => new Map(points.map(({ context, value }) => [context, value])));
  return first.flatMap(({ context, value }): BandPoint[] => {
    if (lookups.some((lookup) => !lookup.has(context))) return [];
    const values = [value, ...lookups.map((lookup) => lookup.get(context)!)].filter(Number.isFinite);
    if (values.length < 2) return [{ context, low: NaN, high: NaN }];
    return [{ context, low: Math.min(...values), high: Math.max(...values) }];
  });
}
