/** Observed energy, its permutation null and its random-graph control, as curves over the context. */
import type { LayerControls } from '../../core/nulls/types.ts';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidence/evidenceStore.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { ABOUT } from './aboutCharts.ts';

/** @param graph index among the recording's graphs. A graph that cannot be rewired has no third curve. */
export function energyNullSeries(controls: LayerControls, graph: number, space: 'full' | 'shown'): readonly ChartSeries[] {
  const energy = space === 'full' ? controls.energy : controls.shownEnergy;
  const rewired = space === 'full' ? controls.rewired : controls.shownRewired;
  const F = controls.frames.length;
  const points = (values: Float64Array) => controls.frames.map(({ context }, f) => ({ context, value: values[graph * F + f]! }));
  const band = (low: Float64Array, high: Float64Array) =>
    controls.frames.map(({ context }, f) => ({ context, low: low[graph * F + f]!, high: high[graph * F + f]! }));
  return [
    { id: 'relabelled', label: 'mean of relabellings', colour: 7, dashed: true, points: points(energy.mean), band: { label: '5–95 % of relabellings', points: band(energy.low, energy.high) } },
    ...((controls.rewiredRefusals[graph] ?? null) === null
      ? [{ id: 'rewired', label: 'mean of same-degree graphs', colour: 3 as const, dashed: true, points: points(rewired.mean) }]
      : []),
    { id: 'observed', label: 'measured', colour: 1, points: points(energy.observed) },
  ];
}

/** The energy along one graph over the context, beside relabelled nodes and random graphs of the same degrees. */
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
