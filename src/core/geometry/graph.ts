/** Graphs as adjacency: undirected edges, neighbours, Laplacian, shortest paths, and the part among present nodes. */
import type { Edge } from '../recording/types.ts';

/**
 * Undirected edges of a graph, each once with the smaller node first. Energies and path lengths of a directed graph are
 * those of its underlying undirected graph.
 */
export function undirectedEdges(edges: readonly Edge[]): Edge[] {
  const seen = new Map<string, Edge>();
  for (const [a, b] of edges) {
    if (a === b) continue;
    const edge: Edge = a < b ? [a, b] : [b, a];
    seen.set(edge.join(), edge);
  }
  return [...seen.values()];
}

/** Neighbours of every node in the undirected graph, ascending. */
export function neighbourLists(nodes: number, edges: readonly Edge[]): number[][] {
  const lists: number[][] = Array.from({ length: nodes }, () => []);
  for (const [a, b] of undirectedEdges(edges)) {
    lists[a]!.push(b);
    lists[b]!.push(a);
  }
  for (const list of lists) list.sort((a, b) => a - b);
  return lists;
}

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

/** Edges whose two ends are present, renumbered: node `present[i]` becomes i. */
export function inducedEdges(edges: readonly Edge[], present: Int32Array, nodes: number): Edge[] {
  const rowOf = new Int32Array(nodes).fill(-1);
  present.forEach((node, row) => (rowOf[node] = row));
  return edges.map(([a, b]): Edge => [rowOf[a]!, rowOf[b]!]).filter(([a, b]) => a >= 0 && b >= 0);
}

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
