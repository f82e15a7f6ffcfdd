import type { Edge } from '../recording/types.ts';
import { neighbourLists } from './adjacency.ts';

/** Stands for "no path": longer than any path of 4096 nodes. */
export const UNREACHABLE = 65535;

/** Shortest-path lengths in edges of the undirected graph by breadth-first search; [n, n] row-major, symmetric. */
export function shortestPaths(nodes: number, edges: readonly Edge[]): Uint16Array {
  const neighbours = neighbourLists(nodes, edges);
  const lengths = new Uint16Array(nodes * nodes).fill(UNREACHABLE);
  const queue = new Int32Array(nodes);
  for (let source = 0; source < nodes; source++) {
    const row = source * nodes;
    lengths[row + source] = 0;
    queue[0] = source;
    for (let head = 0, tail = 1; head < tail; head++) {
      const node = queue[head]!;
      for (const next of neighbours[node]!) {
        if (lengths[row + next] !== UNREACHABLE) continue;
        lengths[row + next] = lengths[row + node]! + 1;
        queue[tail++] = next;
      }
    }
  }
  return lengths;
}
