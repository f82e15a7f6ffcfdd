/** Eigenvectors of graph Laplacians: modes, the spaces that equal eigenvalues share, and the spectral embedding. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Edge } from '../recording/types.ts';
import { graphLaplacian } from './graph.ts';

/** One eigenspace: eigenvectors [from, to) share an eigenvalue and may be turned into one another. */
export interface Eigenspace {
  readonly eigenvalue: number;
  readonly from: number;
  readonly to: number;
}

/** Eigenvalues closer than this, relative to the largest, are one. */
const SAME = 1e-9;

/** Groups ascending eigenvalues that agree up to rounding. */
function eigenspaces(eigenvalues: Float64Array): Eigenspace[] {
  const count = eigenvalues.length;
  const tolerance = SAME * Math.max(1, eigenvalues[count - 1] ?? 0);
  const spaces: Eigenspace[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && eigenvalues[to]! - eigenvalues[to - 1]! <= tolerance) to++;
    spaces.push({ eigenvalue: eigenvalues[from]!, from, to });
    from = to;
  }
  return spaces;
}

/** The non-constant eigenvectors of a Laplacian, an orthonormal basis of the centred vectors on n nodes. */
export interface GraphModes {
  readonly nodes: number;
  /** [n - 1] ascending: u2, u3, ... ; zero once for every component of the graph beyond the first. */
  readonly eigenvalues: Float64Array;
  /** [n - 1, n] row-major unit eigenvectors, each summing to zero. Only the span of an eigenspace is meaningful. */
  readonly vectors: Float64Array;
  /** Smooth to rough, indices into `eigenvalues`. */
  readonly spaces: readonly Eigenspace[];
}

/**
 * Laplacian eigenvectors without the constant one, which centred data cannot have. The constant vector is moved past the
 * largest eigenvalue (L + c 11'/n with c above twice the largest degree) so that it stays apart from the indicators of
 * the components of a disconnected graph. O(n^3).
 */
export function graphModes(nodes: number, edges: readonly Edge[]): GraphModes {
  if (nodes < 2) return { nodes, eigenvalues: new Float64Array(0), vectors: new Float64Array(0), spaces: [] };
  const laplacian = graphLaplacian(nodes, edges);
  let degree = 0;
  for (let i = 0; i < nodes; i++) degree = Math.max(degree, laplacian[i * nodes + i]!);
  const shift = 2 * degree + 1;
  const shifted = Matrix.from1DArray(nodes, nodes, Array.from(laplacian, (value) => value + shift / nodes));
  const evd = new EigenvalueDecomposition(shifted, { assumeSymmetric: true });
  const eigenvalues = Float64Array.from(evd.realEigenvalues.slice(0, nodes - 1), (value) => Math.max(0, value));
  const vectors = Float64Array.from(evd.eigenvectorMatrix.transpose().to1DArray().slice(0, (nodes - 1) * nodes));
  return { nodes, eigenvalues, vectors, spaces: eigenspaces(eigenvalues) };
}

/**
 * How many of the slowest modes stand for u2, u3: two, or more when u3 shares its eigenvalue with later ones and no two
 * of them are special; one on two nodes.
 */
export function leadingModeCount({ eigenvalues, spaces }: GraphModes): number {
  const last = Math.min(2, eigenvalues.length) - 1;
  return spaces.find(({ from, to }) => from <= last && last < to)?.to ?? 0;
}

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
