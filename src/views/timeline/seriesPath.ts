/** SVG paths of the curves on the timeline. Points that are not defined (NaN) break a curve. */
import type { BandPoint, SeriesPoint } from '../../state/figures/accuracy.ts';
import { definedRuns, polyline, ribbon } from '../shared/polyline.ts';

type Map1 = (value: number) => number;

export function seriesPath(points: readonly SeriesPoint[], x: Map1, y: Map1): string {
  return definedRuns(points, ({ value }) => Number.isFinite(value))
    .map((run) => polyline(run.map(({ context, value }) => [x(context), y(value)])))
    .join('');
}

export function bandPath(points: readonly BandPoint[], x: Map1, y: Map1): string {
  return definedRuns(points, ({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
    .map((run) => ribbon(run.map(({ context, low, high }) => ({ x: x(context), low: y(low), high: y(high) }))))
    .join('');
}

/** Top of the shared value axis: 1, or the next tenth above the largest defined value. */
export function valueCeiling(values: readonly number[]): number {
  const largest = Math.max(1, ...values.filter((value) => Number.isFinite(value)));
  return Math.ceil(largest * 10 - 1e-9) / 10;
}
