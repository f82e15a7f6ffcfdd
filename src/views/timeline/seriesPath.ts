/** SVG paths of the curves on the timeline. Points that are not defined (NaN) break a curve. */
import { area, line } from 'd3';
import type { BandPoint, SeriesPoint } from '../../state/accuracySeries.ts';

type Map1 = (value: number) => number;

export function seriesPath(points: readonly SeriesPoint[], x: Map1, y: Map1): string {
  return (
    line<SeriesPoint>()
      .defined(({ value }) => Number.isFinite(value))
      .x(({ context }) => x(context))
      .y(({ value }) => y(value))(points) ?? ''
  );
}

export function bandPath(points: readonly BandPoint[], x: Map1, y: Map1): string {
  return (
    area<BandPoint>()
      .defined(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
      .x(({ context }) => x(context))
      .y0(({ low }) => y(low))
      .y1(({ high }) => y(high))(points) ?? ''
  );
}

/** Top of the shared value axis: 1, or the next tenth above the largest defined value. */
export function valueCeiling(values: readonly number[]): number {
  const largest = Math.max(1, ...values.filter((value) => Number.isFinite(value)));
  return Math.ceil(largest * 10 - 1e-9) / 10;
}
