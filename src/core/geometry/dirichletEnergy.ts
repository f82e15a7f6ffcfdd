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
