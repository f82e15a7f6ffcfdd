/** Eigenvectors of a recording's graphs as pictures: one by one, and as an embedding laid over the plane. */
import { graphModes } from '../../core/geometry/graphModes.ts';
import { spectralOverlay, type SpectralOverlay } from '../../core/geometry/spectralOverlay.ts';
import type { RecordingMetadata } from '../../core/recording/types.ts';
import { preparedGraphs } from '../graphs/preparedGraphs.ts';
import type { PanelResult } from '../panels/analysisStore.ts';

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

/** The Laplacian eigenvectors of one of a recording's graphs, apart from the constant one: what its modes look like. */
export interface GraphEigenvector {
  /** 2 for the slowest, u2. */
  readonly index: number;
  readonly eigenvalue: number;
  /** Eigenvectors that share the eigenvalue, itself included: above 1 only their span has a meaning. */
  readonly sharing: number;
  /** [n] unit vector that sums to zero. */
  readonly values: Float64Array;
}

/** Smooth to rough; empty for a graph that the recording does not have. */
export function graphEigenvectors(metadata: RecordingMetadata, graph: number): readonly GraphEigenvector[] {
  const prepared = preparedGraphs(metadata)[graph];
  if (prepared === undefined) return [];
  const n = metadata.nodes.length;
  const { eigenvalues, vectors, spaces } = graphModes(n, prepared.edges);
  return Array.from(eigenvalues, (eigenvalue, k) => {
    const space = spaces.find(({ from, to }) => k >= from && k < to);
    return { index: k + 2, eigenvalue, sharing: space === undefined ? 1 : space.to - space.from, values: vectors.slice(k * n, (k + 1) * n) };
  });
}
