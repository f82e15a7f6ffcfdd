/** The value axis of a chart: round ends around everything that is drawn. */
import { nice } from 'd3';
import type { ChartSeries } from './chartSeries.ts';

/**
 * Round ends around every defined value of `series` and `include`; 0 to 1 when there is none. A chart of one value only
 * gets room around it.
 */
export function valueDomain(series: readonly ChartSeries[], include: readonly number[] = []): readonly [number, number] {
  const values = [
    ...include,
    ...series.flatMap(({ points, band }) => [
      ...points.map(({ value }) => value),
      ...(band?.points ?? []).flatMap(({ low, high }) => [low, high]),
    ]),
  ].filter((value) => Number.isFinite(value));
  if (values.length === 0) return [0, 1];
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  if (least === most) return [least - 0.5, most + 0.5];
  const [low, high] = nice(least, most, 4);
  return [low, high];
}
