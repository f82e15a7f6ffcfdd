/** What a chart shows and what it cannot tell, with its section of docs/measures.md. */
import type { MeasureTable, TableProvenance } from '../../state/figures/measureTable.ts';

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

export type ExportKind = 'copy' | 'csv' | 'json' | 'svg' | 'png';

/** What a chart depends on: the focus panel's picture, that and the nulls' draws, or facts of its own. */
export type ChartSource = 'picture' | 'nulls' | TableProvenance;
