/**
 * A chart taken away: its numbers as text, CSV or JSON, its picture as SVG or PNG. Text has tabs, which spreadsheets take from the
 * clipboard, units in brackets, and nothing where a value is undefined.
 */
import type { Explorer } from '../../state/explorer.ts';
import {
  type MeasureTable,
  nullProvenance,
  resultProvenance,
  tableCsv,
  tableJson,
  type TableProvenance,
  type TableValue,
} from '../../state/figures/measureTable.ts';
import { shownAxes } from '../../state/view/panelSpec.ts';
import { exportName, saveFile } from '../ui/saveFile.ts';
import type { LegendEntry } from './Legend.tsx';
import type { ChartTable, ChartSource, ExportKind } from './chartTable.ts';
import { pngBlob, svgText } from './svgPicture.ts';

/** Tabs and line ends inside words become spaces; a word that a spreadsheet would read as a formula gets an apostrophe. */
function cell(value: TableValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const plain = value.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
}

export function tabText({ columns, rows }: Pick<MeasureTable, 'columns' | 'rows'>): string {
  const head = columns.map(({ name, unit }) => cell(unit === '' ? name : `${name} [${unit}]`));
  return [head, ...rows.map((row) => row.map(cell))].map((line) => `${line.join('\t')}\n`).join('');
}

// A chart's numbers or picture on their way out of the page. Apart from the charts, since few readers ask for it.

/** A chart as it was when it was asked for. */
export interface TakenChart {
  readonly title: string;
  readonly table: ChartTable;
  readonly svg: SVGSVGElement | null;
  readonly legend: readonly LegendEntry[];
  readonly source: ChartSource;
}

function provenanceOf({ view, analysis }: Explorer, source: ChartSource): TableProvenance {
  if (typeof source !== 'string') return source;
  const { panels, focus, mode } = view.getState();
  const result = analysis.getState().slots[focus]?.value ?? null;
  const panel = panels[focus];
  if (result === null || panel === undefined) return [];
  const picture = resultProvenance(result, shownAxes(panel.axes, mode));
  return source === 'picture' ? picture : [...picture, ...nullProvenance(view.getState())];
}

/** What was done, in a word for the reader. Rejects where the browser refuses. */
export async function takeChart(explorer: Explorer, kind: ExportKind, { title, table, svg, legend, source }: TakenChart): Promise<string> {
  const full = { title, ...table };
  const provenance = provenanceOf(explorer, source);
  const name = exportName(title, kind);
  const facts = { title, legend, provenance };
  switch (kind) {
    case 'copy':
      await navigator.clipboard.writeText(tabText(full));
      return 'Copied';
    case 'csv':
      saveFile(name, new Blob([tableCsv(full, provenance)], { type: 'text/csv' }));
      return 'Saved';
    case 'json':
      saveFile(name, new Blob([tableJson(full, provenance)], { type: 'application/json' }));
      return 'Saved';
    case 'svg':
      if (svg === null) return 'Nothing drawn';
      saveFile(name, new Blob([svgText(svg, facts)], { type: 'image/svg+xml' }));
      return 'Saved';
    case 'png':
      if (svg === null) return 'Nothing drawn';
      saveFile(name, await pngBlob(svg, facts));
      return 'Saved';
  }
}
