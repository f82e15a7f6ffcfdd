/** The figures at the cursor beside those of controls, where no learning in context can have happened. */
import { useMemo } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { BandResult } from '../../state/evidence/averaging.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import type { EvidenceName } from '../../state/evidence/pieces.ts';
import { cursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { recordedPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { ChartFrame, TableBox } from '../charts/ChartFrame.tsx';
import { type ChartTable, exported } from '../charts/chartTable.ts';
import { Toggle } from '../ui/Field.tsx';
import { formatRatio, formatTokens } from '../ui/formatNumber.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { graphIn } from './GraphSelect.tsx';
import { ABOUT } from './aboutCharts.ts';
import * as styles from './evidence.module.css';
import { axesName } from './useCursorMeasures.ts';
import { frameAtOrBefore, useNullsFrame, useFocusEvidence } from './useFocusEvidence.ts';

/** The energies of a control at a context, as they stand beside the shown layer's own. */
export interface CompanionFigures {
  /** Context in tokens of the frame that the figures belong to. */
  readonly context: number;
  readonly energy: number;
  readonly shownEnergy: number;
}

/** Figures of the picture at a frame, in its own basis; NaN for a graph it does not have. */
export function ownRow(result: Pick<PanelResult, 'info' | 'analysis' | 'recordingId'>, frame: number, axes: readonly number[], graph: number): CompanionFigures {
  const measures = cursorMeasures(result, recordedPosition(frame), axes);
  const against = measures.graphs[graph];
  return { context: measures.context, energy: against?.energy ?? NaN, shownEnergy: against?.shownEnergy ?? NaN };
}

/** Figures of relabelled nulls, in the own PCA of each frame, along the graph of this id, at the recorded context at or before `context`; null until they are there. */
export function companionRow(result: NullsResult | null, context: number, graphId: string): CompanionFigures | null {
  if (result === null) return null;
  const { nulls } = result;
  const graph = graphIn(result, graphId);
  if (graph === -1) return { context, energy: NaN, shownEnergy: NaN };
  const frame = frameAtOrBefore(nulls.frames, context);
  const at = graph * nulls.frames.length + frame;
  return { context: nulls.frames[frame]!.context, energy: nulls.energy.observed[at]!, shownEnergy: nulls.shownEnergy.observed[at]! };
}

/** Mean of the draws of averaging with the previous word, random vectors; null until they are there. */
export function averagingRow(result: BandResult | null, context: number, graphId: string): CompanionFigures | null {
  const band = result?.bands.nulls.find(({ tokens, vectors }) => tokens === 'previous' && vectors === 'random');
  const graph = result?.graphs.findIndex(({ id }) => id === graphId) ?? -1;
  if (result === null || band === undefined || graph === -1) return null;
  const { frames } = result.bands;
  const frame = frameAtOrBefore(frames, context);
  const at = graph * frames.length + frame;
  return { context: frames[frame]!.context, energy: band.energy.mean[at]!, shownEnergy: band.shownEnergy.mean[at]! };
}

/** The figures of the layer where no learning in context can have happened, and the averaging null as a picture beside the real one. */
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
  const frame = useNullsFrame(result.analysis.frames);
  const embedding = useFocusEvidence('embedding', result.recordingId).value;
  const shuffled = useFocusEvidence('shuffled', null).value;
  const averaging = useFocusEvidence('averagingBand', result.recordingId).value;
  const nulls = useFocusEvidence('nulls', result.recordingId).value;
  return useMemo(() => {
    const { context } = result.analysis.frames[frame]!;
    const graphId = result.info.metadata.graphs[graph]?.id ?? '';
    return [
      { name: 'This layer', slot: null, figures: companionRow(nulls, context, graphId) },
      { name: 'The picture’s basis', slot: null, figures: ownRow(result, frame, axes, graph) },
      { name: 'Embedding layer', slot: 'embedding', figures: companionRow(embedding, context, graphId) },
      { name: 'Shuffled order', slot: 'shuffled', figures: companionRow(shuffled, context, graphId) },
      { name: 'Averaging, fitted', slot: 'averagingBand', figures: averagingRow(averaging, context, graphId) },
    ];
  }, [result, axes, graph, frame, nulls, embedding, shuffled, averaging]);
}

export function CompanionTable({ result, axes, graph }: CompanionTableProps) {
  const { commands } = useExplorer();
  const ghost = useView((state) => state.ghostPanel);
  const rows = useRows(result, axes, graph);
  const title = result.info.metadata.graphs[graph]?.title ?? '';
  const context = rows[1]?.figures?.context ?? NaN;
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
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">energy along {title}</th>
              <th scope="col">full d</th>
              <th scope="col">own {axesName(axes)}</th>
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
      <EvidenceStatus name="averagingBand" />
      <Toggle wide testId="ghost-panel" checked={ghost} onChange={(shown) => commands.showGhostPanel(shown)}>
        Show averaging only beside the picture
      </Toggle>
    </ChartFrame>
  );
}
