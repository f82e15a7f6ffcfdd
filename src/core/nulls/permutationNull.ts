import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import { presentNodes, type SquaredDistances } from '../geometry/squaredDistances.ts';
import type { Edge } from '../recording/types.ts';
import { inducedEdges } from '../geometry/inducedGraph.ts';
import { relabellingCount, relabellings } from './relabellings.ts';
import { summariseNull, type NullSummary } from './nullSummary.ts';

/**
 * Normalised Dirichlet energy beside its distribution when the labels of the present nodes are shuffled: the points stay,
 * the graph among the present nodes is laid over them at random. p is for "no closer along the graph than chance".
 *
 * @param squared [n, n]
 * @param edges undirected, each once
 * @param draws random relabellings; few nodes are enumerated instead (relabellings)
 */
export function permutationNull(squared: SquaredDistances, nodes: number, edges: readonly Edge[], draws: number, seed: number): NullSummary {
  const observed = normalisedDirichletEnergy(squared, nodes, edges);
  if (Number.isNaN(observed)) return summariseNull(NaN, new Float64Array(0));
  const present = presentNodes(squared, nodes);
  const kept = inducedEdges(edges, present, nodes);
  const m = present.length;
  // Only the mean over edges moves: the number of edges and the mean over all pairs do not depend on the labels.
  const scale = 1 / (kept.length * meanOverPairs(squared, nodes, present));
  const values = new Float64Array(relabellingCount(m, draws));
  const moved = new Int32Array(m);
  let draw = 0;
  for (const order of relabellings(m, draws, seed)) {
    for (let i = 0; i < m; i++) moved[i] = present[order[i]!]!;
    values[draw++] = scale * edgeSum(squared, nodes, kept, moved);
  }
  return summariseNull(observed, values);
}

function meanOverPairs(squared: SquaredDistances, nodes: number, present: Int32Array): number {
  let sum = 0;
  for (const a of present) for (const b of present) sum += squared[a * nodes + b]!;
  return sum / (present.length * (present.length - 1));
}

/** Sum over edges with the ends looked up in `place`. */
function edgeSum(squared: SquaredDistances, nodes: number, edges: readonly Edge[], place: Int32Array): number {
  let sum = 0;
  for (const [a, b] of edges) sum += squared[place[a]! * nodes + place[b]!]!;
  return sum;
}
