/** The Laplacian eigenvectors of one of a recording's graphs, apart from the constant one: what its modes look like. */
import { graphModes } from '../core/geometry/graphModes.ts';
import type { RecordingMetadata } from '../core/recording/types.ts';
import { preparedGraphs } from './preparedGraphs.ts';

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
