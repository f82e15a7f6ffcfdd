/** The same figures where no learning in context can have happened, and the mixing null as a picture beside the real one. */
import { useMemo } from 'react';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useEvidence, useExplorer } from '../../state/binding.tsx';
import type { EvidenceName } from '../../state/evidence/evidenceStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { TableBox } from '../charts/TableBox.tsx';
import { formatRatio, formatTokens } from '../controls/formatNumber.ts';
import { Toggle } from '../controls/Toggle.tsx';
import { axesName } from '../measures/useCursorMeasures.ts';
import { ABOUT } from './aboutCharts.ts';
import { companionRow, ownRow, type CompanionFigures } from './companionRows.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { useControlsFrame } from './useControlsFrame.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

interface CompanionTableProps {
  readonly result: PanelResult;
  readonly axes: readonly number[];
  readonly graph: number;
}

interface Row {
  readonly name: string;
  readonly slot: EvidenceName | null;
  readonly figures: CompanionFigures | null;
}

function useRows(result: PanelResult, axes: readonly number[], graph: number): readonly Row[] {
  const frame = useControlsFrame(result.analysis.frames);
  const embedding = useFocusEvidence('embedding', result.recordingId).value;
  const shuffled = useFocusEvidence('shuffled', null).value;
  const mixing = useFocusEvidence('mixing', result.recordingId).value;
  return useMemo(() => {
    const { context } = result.analysis.frames[frame]!;
    const graphId = result.info.metadata.graphs[graph]?.id ?? '';
    return [
      { name: 'This layer', slot: null, figures: ownRow(result, frame, axes, graph) },
      { name: 'Embedding layer', slot: 'embedding', figures: companionRow(embedding, context, graphId) },
      { name: 'Shuffled order', slot: 'shuffled', figures: companionRow(shuffled, context, graphId) },
      { name: 'Mixing null', slot: 'mixing', figures: mixing === null ? null : ownRow(mixing, frame, axes, graph) },
    ];
  }, [result, axes, graph, frame, embedding, shuffled, mixing]);
}

export function CompanionTable({ result, axes, graph }: CompanionTableProps) {
  const { commands } = useExplorer();
  const ghost = useEvidence((state) => state.ghostPanel);
  const rows = useRows(result, axes, graph);
  const title = result.info.metadata.graphs[graph]?.title ?? '';
  const context = rows[0]?.figures?.context ?? NaN;
  const table = (): ChartTable => ({
    columns: [
      { name: 'source', unit: '' }, { name: 'context', unit: 'tokens' }, { name: `energy along ${title}, full d`, unit: '1' },
      { name: `energy along ${title}, shown PCs`, unit: '1' },
    ],
    rows: rows.flatMap(({ name, figures }) =>
      figures === null ? [] : [[name, figures.context, exported(figures.energy), exported(figures.shownEnergy)]],
    ),
  });
  return (
    <ChartFrame title={`Beside controls at ${formatTokens(context)}`} about={ABOUT.companions} table={table} svgRef={null} source="nulls" testId="companions">
      <TableBox label="Energies beside controls">
        <table className="evidence-table numeric">
          <thead>
            <tr>
              <th scope="col">energy along {title}</th>
              <th scope="col">full d</th>
              <th scope="col">{axesName(axes)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, figures }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{formatRatio(figures?.energy ?? NaN)}</td>
                <td>{formatRatio(figures?.shownEnergy ?? NaN)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <EvidenceStatus name="embedding" />
      <EvidenceStatus name="shuffled" />
      <EvidenceStatus name="mixing" />
      <Toggle wide testId="ghost-panel" checked={ghost} onChange={(shown) => commands.showGhostPanel(shown)}>
        Show the mixing null beside the picture
      </Toggle>
    </ChartFrame>
  );
}
