/** What a chart over the context draws. */
import { nice } from 'd3';
import type { BandPoint, SeriesPoint } from '../../state/figures/accuracy.ts';
import type { TableColumn } from '../../state/figures/measureTable.ts';
import { exported, type ChartTable } from './chartTable.ts';

/** Index of a series colour, `--series-1` to `--series-8`: told apart with red-green colour blindness. */
export type SeriesColour = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A range around a curve, under a name of its own: what it spans is another thing than what the curve is. */
export interface ChartBand {
  readonly label: string;
  /** Ascending contexts; NaN breaks the band. */
  readonly points: readonly BandPoint[];
}

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  readonly colour: SeriesColour;
  /** Dashed lines are controls and baselines, whole ones what was measured. */
  readonly dashed?: boolean;
  /** Ascending contexts; NaN breaks the line. */
  readonly points: readonly SeriesPoint[];
  readonly band?: ChartBand;
}

const COLOURS: readonly SeriesColour[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The colour of the i-th series; repeats after the last. */
export function seriesColour(index: number): SeriesColour {
  return COLOURS[index % COLOURS.length]!;
}

/** The ends of a band at a context, as for a curve; null before its first point and where it is not defined. */
export function bandAt(band: ChartBand, context: number): BandPoint | null {
  let found: BandPoint | null = null;
  for (const point of band.points) {
    if (point.context > context + 1e-9) break;
    found = point;
  }
  return found !== null && Number.isFinite(found.low) && Number.isFinite(found.high) ? found : null;
}

/** The value at a context: that of the last point at or before it; NaN before the first. */
export function valueAt(points: readonly SeriesPoint[], context: number): number {
  let value = NaN;
  for (const point of points) {
    if (point.context > context + 1e-9) break;
    value = point.value;
  }
  return value;
}

// The value axis of a chart: round ends around everything that is drawn.

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

/** The numbers of curves over the context: one row a context, one column a series, and the ends of its band where it has one. */
export function seriesTable(series: readonly ChartSeries[], unit: string): ChartTable {
  const contexts = [...new Set(series.flatMap(({ points }) => points.map(({ context }) => context)))].sort((a, b) => a - b);
  const columns = series.flatMap(({ label, band }): TableColumn[] => [
    { name: label, unit },
    ...(band === undefined ? [] : [{ name: `${band.label}, low`, unit }, { name: `${band.label}, high`, unit }]),
  ]);
  const lookups = series.map(({ points, band }) => ({
    values: new Map(points.map(({ context, value }) => [context, value])),
    band: band === undefined ? null : new Map(band.points.map((point) => [point.context, point])),
  }));
  const rows = contexts.map((context) => [
    context,
    ...lookups.flatMap(({ values, band }) => [
      exported(values.get(context) ?? NaN),
      ...(band === null ? [] : [exported(band.get(context)?.low ?? NaN), exported(band.get(context)?.high ?? NaN)]),
    ]),
  ]);
  return { columns: [{ name: 'context', unit: 'tokens' }, ...columns], rows };
}
