/** The energy that the timeline draws: of the main graph, within the shown components, at every recorded context. */
import { pointEnergy } from '../../core/geometry/dirichletEnergy.ts';
import type { SeriesPoint } from './accuracy.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import { contextGraphIndex, preparedGraphs } from '../graphs/preparedGraphs.ts';

/** One point a frame, the figure that cursorMeasures gives there; NaN for a recording without graphs. */
export function shownEnergySeries({ info, analysis }: PanelResult, axes: readonly number[]): readonly SeriesPoint[] {
  const graph = preparedGraphs(info.metadata)[Math.max(0, contextGraphIndex(info.metadata))];
  const { frames, nodes, components: K, scores } = analysis;
  const shown = axes.filter((axis) => axis < K);
  return frames.map(({ context }, frame) => ({
    context,
    value: graph === undefined || shown.length === 0 ? NaN : pointEnergy(scores.subarray(frame * nodes * K, (frame + 1) * nodes * K), K, shown, graph.edges),
  }));
}
