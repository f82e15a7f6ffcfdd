/** The Dirichlet energy of points along a graph, raw and normalised. */
import type { Edge } from '../recording/types.ts';
import type { SquaredDistances } from './squaredDistances.ts';

/**
 * Raw Dirichlet energy: sum over i, j of A_ij ||h_i - h_j||^2 = 2 tr(H' L H), each undirected edge counted twice. Units of
 * the activations squared; useless across layers. Edges with a missing end are left out; NaN when none is left.
 *
 * @param edges undirected, each once (undirectedEdges)
 */
export function dirichletEnergy(squared: SquaredDistances, nodes: number, edges: readonly Edge[]): number {
  const { sum, count } = edgeSum(squared, nodes, edges);
  return count === 0 ? NaN : 2 * sum;
}

/**
 * Normalised Dirichlet energy: mean squared distance over edges / mean squared distance over all pairs of distinct
 * present nodes. 1 = edges no closer than any pair, below 1 = graph-like; scale-free. NaN when no edge has both ends
 * present or all present nodes coincide.
 */
export function normalisedDirichletEnergy(squared: SquaredDistances, nodes: number, edges: readonly Edge[]): number {
  const onEdges = edgeSum(squared, nodes, edges);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < nodes; i++) {
    for (let j = i + 1; j < nodes; j++) {
      const value = squared[i * nodes + j]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  }
  if (onEdges.count === 0 || sum === 0) return NaN;
  return onEdges.sum / onEdges.count / (sum / count);
}

/**
 * The degree-weighted ratio tr(H' L H) / tr(Hc' D Hc) over the present nodes, Hc centred on their plain mean and D the degrees
 * among them: another normalisation of the same energy, as some publications have it. On a regular graph it is n / (n - 1)
 * times normalisedDirichletEnergy; elsewhere nodes of many neighbours weigh more in what it is compared with. NaN where that is.
 *
 * @param edges undirected, each once (undirectedEdges)
 */
export function degreeWeightedEnergy(squared: SquaredDistances, nodes: number, edges: readonly Edge[]): number {
  const onEdges = edgeSum(squared, nodes, edges);
  const present = Array.from({ length: nodes }, (_, i) => i).filter((i) => !Number.isNaN(squared[i * nodes + i]!));
  const fromOthers = new Float64Array(nodes);
  let all = 0;
  for (const i of present) {
    for (const j of present) fromOthers[i] = fromOthers[i]! + squared[i * nodes + j]!;
    all += fromOthers[i]!;
  }
  const m = present.length;
  /** Squared distance to the mean: (1/m) sum_j d_ij^2 - (1/2m^2) sum_jk d_jk^2. */
  const fromMean = (node: number): number => fromOthers[node]! / m - all / (2 * m * m);
  let weighted = 0;
  for (const [a, b] of edges) {
    if (!Number.isNaN(squared[a * nodes + b]!)) weighted += fromMean(a) + fromMean(b);
  }
  return onEdges.count === 0 || all === 0 || weighted === 0 ? NaN : onEdges.sum / weighted;
}

function edgeSum(squared: SquaredDistances, nodes: number, edges: readonly Edge[]): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (const [a, b] of edges) {
    const value = squared[a * nodes + b]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return { sum, count };
}

/**
 * normalisedDirichletEnergy of coordinates within chosen columns, without the distances between all pairs: over n present
 * nodes the squared distances of all pairs sum to n sum |x|^2 - |sum x|^2, of coordinates taken from their mean.
 *
 * @param points [n, K] row-major; a node with a NaN in a chosen column is missing
 * @param edges undirected, each once (undirectedEdges)
 */
export function pointEnergy(points: ArrayLike<number>, components: number, columns: readonly number[], edges: readonly Edge[]): number {
  const nodes = components === 0 ? 0 : points.length / components;
  const means = columns.map(() => 0);
  const present = (node: number) => columns.every((k) => !Number.isNaN(points[node * components + k]!));
  let count = 0;
  for (let node = 0; node < nodes; node++) {
    if (!present(node)) continue;
    count++;
    columns.forEach((k, c) => (means[c]! += points[node * components + k]!));
  }
  let spread = 0;
  for (let node = 0; node < nodes; node++) {
    if (present(node)) columns.forEach((k, c) => (spread += (points[node * components + k]! - means[c]! / count) ** 2));
  }
  let sum = 0;
  let joined = 0;
  for (const [a, b] of edges) {
    if (!present(a) || !present(b)) continue;
    joined++;
    for (const k of columns) sum += (points[a * components + k]! - points[b * components + k]!) ** 2;
  }
  // Mean over the count (count - 1) / 2 pairs of their sum, count times the spread.
  return joined === 0 || spread === 0 || count < 2 ? NaN : sum / joined / ((2 * spread) / (count - 1));
}
