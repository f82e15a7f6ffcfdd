/** The spectral embedding of one of a recording's graphs, laid over a picture of the plane. */
import { spectralOverlay, type SpectralOverlay } from '../core/geometry/spectralOverlay.ts';
import type { PanelResult } from './analysisStore.ts';
import { preparedGraphs } from './preparedGraphs.ts';

export interface SpectralGhost extends SpectralOverlay {
  readonly graph: string;
}

/**
 * Points [n, axes] in the units of the scores, before any flip; NaN for missing nodes. Null where the recording has no
 * such graph, or the frame too few words or no spread.
 *
 * @param axes shown components, 0-based
 */
export function spectralGhost({ info, analysis }: PanelResult, graphId: string, frame: number, axes: readonly number[]): SpectralGhost | null {
  const index = info.metadata.graphs.findIndex(({ id }) => id === graphId);
  const graph = info.metadata.graphs[index];
  const prepared = preparedGraphs(info.metadata)[index];
  if (graph === undefined || prepared === undefined) return null;
  const { nodes, components: K, scores } = analysis;
  const overlay = spectralOverlay(scores.subarray(frame * nodes * K, (frame + 1) * nodes * K), K, axes, prepared.edges);
  return overlay === null ? null : { ...overlay, graph: graph.title };
}
