/** The numbers of curves over the context: one row a context, one column a series, and the ends of its band where it has one. */
import type { ChartSeries } from './chartSeries.ts';
import type { TableColumn } from '../../state/figures/measureTable.ts';
import { exported, type ChartTable } from './chartTable.ts';

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
