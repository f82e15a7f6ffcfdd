/** How the words' variance lies in the modes of every graph, and which components hold which graph. */
import type { RecordingGraph } from '../../core/recording/types.ts';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import type { Axes } from '../../state/view/panelSpec.ts';
import { ChartBlock } from '../charts/ChartFrame.tsx';
import { Toggle } from '../ui/Field.tsx';
import { Eigenvectors } from './Eigenvectors.tsx';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { GraphSelect, useGraphChoice } from './GraphSelect.tsx';
import { NullChoices } from './NullChoices.tsx';
import { PairCurves, PairMatrix } from './PairCharts.tsx';
import { SpectrumBars } from './SpectrumBars.tsx';
import { SpectrumCurves } from './SpectrumCurves.tsx';
import * as styles from './evidence.module.css';
import { useFocusEvidence } from './useFocusEvidence.ts';

/** Lays the graph's spectral embedding over the picture, turned and scaled to fit it best. */
export function OverlayChoice({ graph }: { readonly graph: RecordingGraph | null }) {
  const { commands } = useExplorer();
  const overlay = useView((state) => state.overlayGraph);
  if (graph === null) return null;
  return (
    <Toggle testId="overlay" checked={overlay === graph.id} onChange={(checked) => commands.showOverlay(checked ? graph.id : null)}>
      Spectral ghost on the picture
    </Toggle>
  );
}

/** How the words' variance lies in the modes of every graph, and which components hold which graph. */
interface SpectrumTabProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

export function SpectrumTab({ result }: SpectrumTabProps) {
  const { graphs } = result.info.metadata;
  const mode = useView((state) => state.mode);
  const [graph, setGraph] = useGraphChoice(result.info.metadata);
  const nulls = useFocusEvidence('nulls', result.recordingId);
  const shown = { graph: graphs[graph] ?? null, index: graph };
  return (
    <div data-testid="spectrum">
      <NullChoices>
        <GraphSelect graphs={graphs} value={graph} onChange={setGraph} />
        {mode === 'plane' && <OverlayChoice graph={shown.graph} />}
      </NullChoices>
      <ChartBlock className={styles.waits}>
        <EvidenceStatus name="nulls" />
        <EvidenceStatus name="embedding" />
        <EvidenceStatus name="shuffled" />
      </ChartBlock>
      {nulls.value !== null && shown.graph !== null && (
        <>
          <SpectrumBars result={nulls.value} stale={nulls.stale} graph={shown.graph} index={graph} recordingId={result.recordingId} />
          <SpectrumCurves result={nulls.value} stale={nulls.stale} graph={shown.graph} index={graph} recordingId={result.recordingId} />
          <PairMatrix result={nulls.value} stale={nulls.stale} graphs={graphs} />
          <PairCurves result={nulls.value} stale={nulls.stale} graph={shown.graph} index={graph} />
        </>
      )}
      {shown.graph !== null && <Eigenvectors metadata={result.info.metadata} graph={shown.graph} index={graph} />}
    </div>
  );
}
