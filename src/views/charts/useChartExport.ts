/** Takes a chart's numbers or picture out of the page, with where they come from. */
import { useCallback, useState, type RefObject } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import type { Explorer } from '../../state/explorer.ts';
import { tableCsv, tableJson, type TableProvenance } from '../../state/measureTable.ts';
import { nullProvenance, resultProvenance } from '../../state/tableProvenance.ts';
import { shownAxes } from '../../state/viewStore.ts';
import type { ChartTable } from './chartTable.ts';
import { exportName } from './exportName.ts';
import { saveFile } from './saveFile.ts';
import type { LegendEntry } from './legendEntries.ts';
import { pngBlob, svgText } from './svgPicture.ts';
import { tabText } from './tabText.ts';

export type ExportKind = 'copy' | 'csv' | 'json' | 'svg' | 'png';

/** What a chart depends on: the focus panel's picture, that and the nulls' draws, or facts of its own. */
export type ChartSource = 'picture' | 'nulls' | TableProvenance;

export interface ChartExport {
  readonly title: string;
  readonly table: () => ChartTable;
  /** null: a table, which has no picture. */
  readonly svgRef: RefObject<SVGSVGElement | null> | null;
  /** Printed under the picture; what the legend beside the chart says. */
  readonly legend?: () => readonly LegendEntry[];
  readonly source: ChartSource;
}

function provenanceOf({ view, analysis, evidence }: Explorer, source: ChartSource): TableProvenance {
  if (typeof source !== 'string') return source;
  const { panels, focus, mode } = view.getState();
  const result = analysis.getState().slots[focus]?.result ?? null;
  const panel = panels[focus];
  if (result === null || panel === undefined) return [];
  const picture = resultProvenance(result, shownAxes(panel.axes, mode));
  return source === 'picture' ? picture : [...picture, ...nullProvenance(evidence.getState())];
}

/** How the last export went, in a word for the reader; null before the first. */
export function useChartExport({ title, table, svgRef, legend, source }: ChartExport): readonly [run: (kind: ExportKind) => void, said: string | null] {
  const explorer = useExplorer();
  const [said, say] = useState<string | null>(null);
  const run = useCallback(
    (kind: ExportKind) => {
      const full = { title, ...table() };
      const provenance = provenanceOf(explorer, source);
      const name = exportName(title, kind);
      const svg = svgRef?.current ?? null;
      const facts = { title, legend: legend?.() ?? [], provenance };
      const make = async (): Promise<string> => {
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
      };
      make().then(say, () => say('Refused by the browser'));
    },
    [explorer, title, table, svgRef, legend, source],
  );
  return [run, said];
}
