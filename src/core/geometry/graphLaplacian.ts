import type { Edge } from '../recording/types.ts';
import { undirectedEdges } from './adjacency.ts';

/** L = D - A of the undirected graph, [n, n] row-major. */
export function graphLaplacian(nodes: number, edges: readonly Edge[]): Float64Array {
  const out = new Float64Array(nodes * nodes);
  for (const [a, b] of undirectedEdges(edges)) {
    out[a * nodes + b] = out[b * nodes + a] = -1;
    out[a * nodes + a] = out[a * nodes + a]! + 1;
    out[b * nodes + b] = out[b * nodes + b]! + 1;
  }
  return out;
}
