import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Edge } from '../recording/types.ts';
import { eigenspaces, type Eigenspace } from './eigenspaces.ts';
import { graphLaplacian } from './graphLaplacian.ts';

export interface SpectralEmbedding {
  /** [n] ascending; as many zeros as the graph has components. */
  readonly eigenvalues: Float64Array;
  /** [n, n] row-major: one unit eigenvector per row. Only the span of an eigenspace is meaningful. */
  readonly vectors: Float64Array;
  /** Smooth to rough. Compare subspaces, never single vectors of a space wider than one. */
  readonly spaces: readonly Eigenspace[];
}

/** Eigenvectors of the graph Laplacian, the minimisers of the Dirichlet energy under orthonormality. O(n^3). */
export function spectralEmbedding(nodes: number, edges: readonly Edge[]): SpectralEmbedding {
  const laplacian = Matrix.from1DArray(nodes, nodes, Array.from(graphLaplacian(nodes, edges)));
  const evd = new EigenvalueDecomposition(laplacian, { assumeSymmetric: true });
  const eigenvalues = Float64Array.from(evd.realEigenvalues, (value) => Math.max(0, value));
  const vectors = Float64Array.from(evd.eigenvectorMatrix.transpose().to1DArray());
  return { eigenvalues, vectors, spaces: eigenspaces(eigenvalues) };
}
