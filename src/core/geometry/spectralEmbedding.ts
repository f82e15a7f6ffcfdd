import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Edge } from '../recording/types.ts';
import { graphLaplacian } from './graphLaplacian.ts';

/** One eigenspace of the Laplacian: eigenvectors [from, to) share an eigenvalue and may be turned into one another. */
export interface Eigenspace {
  readonly eigenvalue: number;
  readonly from: number;
  readonly to: number;
}

export interface SpectralEmbedding {
  /** [n] ascending; as many zeros as the graph has components. */
  readonly eigenvalues: Float64Array;
  /** [n, n] row-major: one unit eigenvector per row. Only the span of an eigenspace is meaningful. */
  readonly vectors: Float64Array;
  /** Smooth to rough. Compare subspaces, never single vectors of a space wider than one. */
  readonly spaces: readonly Eigenspace[];
}

/** Eigenvalues closer than this, relative to the largest, are one. */
const SAME = 1e-9;

/** Eigenvectors of the graph Laplacian, the minimisers of the Dirichlet energy under orthonormality. O(n^3). */
export function spectralEmbedding(nodes: number, edges: readonly Edge[]): SpectralEmbedding {
  const laplacian = Matrix.from1DArray(nodes, nodes, Array.from(graphLaplacian(nodes, edges)));
  const evd = new EigenvalueDecomposition(laplacian, { assumeSymmetric: true });
  const eigenvalues = Float64Array.from(evd.realEigenvalues, (value) => Math.max(0, value));
  const vectors = Float64Array.from(evd.eigenvectorMatrix.transpose().to1DArray());
  const tolerance = SAME * Math.max(1, eigenvalues[nodes - 1] ?? 0);
  const spaces: Eigenspace[] = [];
  for (let from = 0; from < nodes; ) {
    let to = from + 1;
    while (to < nodes && eigenvalues[to]! - eigenvalues[to - 1]! <= tolerance) to++;
    spaces.push({ eigenvalue: eigenvalues[from]!, from, to });
    from = to;
  }
  return { eigenvalues, vectors, spaces };
}
