/** The energy along one graph over the context, beside relabelled nodes and random graphs of the same degrees. */
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidence/evidenceStore.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import { ABOUT } from './aboutCharts.ts';
import { energyNullSeries } from './energyNullSeries.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';

interface EnergyNullChartProps {
  readonly result: ControlsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph | null;
  readonly index: number;
  readonly space: 'full' | 'shown';
  readonly spaceName: string;
}

export function EnergyNullChart({ result, stale, graph, index, space, spaceName }: EnergyNullChartProps) {
  const { controls } = result;
  if (graph === null) return null;
  const series = energyNullSeries(controls, index, space);
  const contexts = controls.frames.map(({ context }) => context);
  const refusal = controls.rewiredRefusals[index] ?? null;
  return (
    <CurveFrame
      title={`Energy along ${graph.title}, ${spaceName}`}
      about={ABOUT.nulls}
      series={series}
      contexts={contexts}
      valueName="energy"
      unit="1"
      include={[0]}
      mark={1}
      source="nulls"
      stale={stale}
      status={<EvidenceStatus name="controls" />}
      testId="energy-null"
    >
      {refusal !== null && <p className="hint">No random graph: {refusal}</p>}
    </CurveFrame>
  );
}
