/** The energy that the timeline draws: of the main graph, within the shown components, at every recorded context. */
import { shownDistances } from '../core/analysis/shownDistances.ts';
import { normalisedDirichletEnergy } from '../core/geometry/dirichletEnergy.ts';
import type { SeriesPoint } from './accuracySeries.ts';
import type { PanelResult } from './analysisStore.ts';
import { contextGraphIndex, preparedGraphs } from './preparedGraphs.ts';

/** One point a frame, the figure that cursorMeasures gives there; NaN for a recording without graphs. */
export function energySeries({ info, analysis }: PanelResult, axes: readonly number[]): readonly SeriesPoint[] {
  const graph = preparedGraphs(info.metadata)[Math.max(0, contextGraphIndex(info.metadata))];
  return analysis.frames.map(({ context }, frame) => ({
    context,
    value: graph === undefined ? NaN : normalisedDirichletEnergy(shownDistances(analysis, frame, axes), analysis.nodes, graph.edges),
  }));
}
