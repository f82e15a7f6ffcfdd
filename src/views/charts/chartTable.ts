/** What a chart shows and what it cannot tell, with its section of docs/measures.md. */
import type { MeasureTable, TableColumn, TableProvenance } from '../../state/figures/measureTable.ts';
import type { ChartSeries } from './chartSeries.ts';

export interface ChartAbout {
  /** In the reader's words, a paragraph each. */
  readonly words: readonly string[];
  /** Id of the heading in docs/measures.md. */
  readonly section: string;
}

/** The page of the site with every definition, at one of them. */
export function measuresPage(section: string): string {
  return `${import.meta.env.BASE_URL}measures.html#${section}`;
}

/** The numbers behind a chart, as they are exported; the chart's frame gives the title. */
export type ChartTable = Pick<MeasureTable, 'columns' | 'rows'>;

/** A number as it is exported: null where it is not defined. */
export function exported(value: number): number | null {
  return Number.isFinite(value) ? value : null;
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

export type ExportKind = 'copy' | 'csv' | 'json' | 'svg' | 'png';

/** What a chart depends on: the focus panel's picture, that and the nulls' draws, or facts of its own. */
export type ChartSource = 'picture' | 'nulls' | TableProvenance;
