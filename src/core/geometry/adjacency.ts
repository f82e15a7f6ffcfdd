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
