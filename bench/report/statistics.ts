/** Summaries of repeats. Every one throws RangeError on an empty list: no repeats have no median. */
import type { Row, Timing } from './row.ts';

export function median(values: readonly number[]): number {
  const sorted = [...nonEmpty(values)].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function minimum(values: readonly number[]): number {
  return Math.min(...nonEmpty(values));
}

function nonEmpty(values: readonly number[]): readonly number[] {
  if (values.length === 0) throw new RangeError('no repeats');
  return values;
}

export function ratioRow(name: string, ours: Timing, theirs: Timing, note?: string): Row {
  const ratio = (summary: (ms: readonly number[]) => number): number => summary(ours.ms) / summary(theirs.ms);
  return { name, unit: 'ratio', value: ratio(median), minima: ratio(minimum), timings: { ours, theirs }, ...(note !== undefined && { note }) };
}

/** The contestant with the lowest median. */
export function fastest(timings: readonly Timing[]): Timing {
  const [first, ...others] = timings;
  if (first === undefined) throw new RangeError('no contestants');
  return others.reduce((best, other) => (median(other.ms) < median(best.ms) ? other : best), first);
}
