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

/** What is left of a restricted mode beside smoother ones, relative to unit length: below this it adds no direction. */
const NOTHING_LEFT = 1e-6;

/**
 * Modes of the whole graph on the nodes that are present: restricted to them, centred, and made orthonormal from smooth to
 * rough by twice-run Gram-Schmidt. A perfect ring with gaps is then still the span of its two slowest modes, where the modes
 * of the graph induced on the present nodes are those of the chains that are left of it. The spaces keep their eigenvalues;
 * one that adds nothing to the smoother ones is left out, so that the m - 1 vectors span all centred ones.
 *
 * @param whole of all n nodes
 * @param present [m] ascending
 */
export function restrictedModes(whole: GraphModes, present: Int32Array): GraphModes {
  const { nodes, vectors, spaces } = whole;
  const m = present.length;
  if (m === nodes) return whole;
  const kept: Float64Array[] = [];
  const keptSpaces: Eigenspace[] = [];
  for (const { eigenvalue, from, to } of spaces) {
    const first = kept.length;
    for (let k = from; k < to && kept.length < m - 1; k++) {
      const vector = centredPart(vectors.subarray(k * nodes, (k + 1) * nodes), present);
      for (let pass = 0; pass < 2; pass++) for (const unit of kept) removeAlong(vector, unit);
      const left = Math.hypot(...vector);
      if (left > NOTHING_LEFT) kept.push(vector.map((value) => value / left));
    }
    if (kept.length > first) keptSpaces.push({ eigenvalue, from: first, to: kept.length });
  }
  const out = new Float64Array(kept.length * m);
  kept.forEach((vector, k) => out.set(vector, k * m));
  const values = keptSpaces.flatMap(({ eigenvalue, from, to }) => new Array<number>(to - from).fill(eigenvalue));
  return { nodes: m, eigenvalues: Float64Array.from(values), vectors: out, spaces: keptSpaces };
}

/** [m] the entries of the present nodes, less their mean. */
export function centredPart(vector: Float64Array, present: Int32Array): Float64Array {
  const part = Float64Array.from(present, (node) => vector[node]!);
  const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
  return part.map((value) => value - mean);
}

function removeAlong(vector: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let i = 0; i < vector.length; i++) along += vector[i]! * unit[i]!;
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! - along * unit[i]!;
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
