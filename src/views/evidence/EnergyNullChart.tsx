/** Observed energy, its permutation null and its random-graph control, as curves over the context. */
import type { LayerNulls } from '../../core/nulls/types.ts';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { Hint } from '../ui/Text.tsx';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { ABOUT } from './aboutCharts.ts';

/** @param graph index among the recording's graphs. A graph that cannot be rewired has no third curve. */
export function energyNullSeries(nulls: LayerNulls, graph: number, space: 'full' | 'shown'): readonly ChartSeries[] {
  const energy = space === 'full' ? nulls.energy : nulls.shownEnergy;
  const rewired = space === 'full' ? nulls.rewired : nulls.shownRewired;
  const F = nulls.frames.length;
  const points = (values: Float64Array) => nulls.frames.map(({ context }, f) => ({ context, value: values[graph * F + f]! }));
  const band = (low: Float64Array, high: Float64Array) =>
    nulls.frames.map(({ context }, f) => ({ context, low: low[graph * F + f]!, high: high[graph * F + f]! }));
  return [
    { id: 'relabelled', label: 'mean of relabellings', colour: 7, dashed: true, points: points(energy.mean), band: { label: '5–95 % of relabellings', points: band(energy.low, energy.high) } },
    ...((nulls.rewiredRefusals[graph] ?? null) === null
      ? [{ id: 'rewired', label: 'mean of same-degree graphs', colour: 3 as const, dashed: true, points: points(rewired.mean) }]
      : []),
    { id: 'observed', label: 'measured', colour: 1, points: points(energy.observed) },
  ];
}

/** The energy along one graph over the context, beside relabelled nodes and random graphs of the same degrees. */
interface EnergyNullChartProps {
  readonly result: NullsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph | null;
  readonly index: number;
  readonly space: 'full' | 'shown';
  readonly spaceName: string;
}

export function EnergyNullChart({ result, stale, graph, index, space, spaceName }: EnergyNullChartProps) {
  const { nulls } = result;
  if (graph === null) return null;
  const series = energyNullSeries(nulls, index, space);
  const contexts = nulls.frames.map(({ context }) => context);
  const refusal = nulls.rewiredRefusals[index] ?? null;
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
      status={<EvidenceStatus name="nulls" />}
      testId="energy-null"
    >
      {refusal !== null && <Hint>No random graph: {refusal}</Hint>}
    </CurveFrame>
  );
}
