/** The numbers behind a chart, as they are exported; the chart's frame gives the title. */
import type { MeasureTable } from '../../state/figures/measureTable.ts';

export type ChartTable = Pick<MeasureTable, 'columns' | 'rows'>;

/** A number as it is exported: null where it is not defined. */
export function exported(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
