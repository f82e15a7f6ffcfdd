/** Observed energy, its permutation null and its random-graph control, as curves over the context. */
import type { LayerControls } from '../../core/nulls/types.ts';
import type { ChartSeries } from '../charts/chartSeries.ts';

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
