/** Takes a chart's numbers or picture out of the page, with where they come from. */
import { useCallback, useState, type RefObject } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import type { LegendEntry } from './Legend.tsx';
import type { ChartTable, ChartSource, ExportKind } from './chartTable.ts';

export interface ChartExport {
  readonly title: string;
  readonly table: () => ChartTable;
  /** null: a table, which has no picture. */
  readonly svgRef: RefObject<SVGSVGElement | null> | null;
  /** Printed under the picture; what the legend beside the chart says. */
  readonly legend?: () => readonly LegendEntry[];
  readonly source: ChartSource;
}

/** How the last export went, in a word for the reader; null before the first. */
export function useChartExport({ title, table, svgRef, legend, source }: ChartExport): readonly [run: (kind: ExportKind) => void, said: string | null] {
  const explorer = useExplorer();
  const [said, say] = useState<string | null>(null);
  const run = useCallback(
    (kind: ExportKind) => {
      const taken = { title, table: table(), svg: svgRef?.current ?? null, legend: legend?.() ?? [], source };
      import('./takeChart.ts').then(
        ({ takeChart }) => takeChart(explorer, kind, taken).then(say, () => say('Refused by the browser')),
        () => say('Not loaded: check the connection, then try again'),
      );
    },
    [explorer, title, table, svgRef, legend, source],
  );
  return [run, said];
}
