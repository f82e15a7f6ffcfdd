/** What the measures need of a graph, worked out once for a recording. */
import { shortestPaths, undirectedEdges } from '../geometry/graph.ts';
import type { Edge, RecordingGraph } from '../recording/types.ts';

/** What the measures need of a graph, worked out once. Direction is dropped. */
export interface PreparedGraph {
  readonly edges: readonly Edge[];
  /** [n, n] shortest-path lengths, UNREACHABLE where there is no path. */
  readonly pathLengths: Uint16Array;
}

export function prepareGraph(graph: Pick<RecordingGraph, 'edges'>, nodes: number): PreparedGraph {
  const edges = undirectedEdges(graph.edges);
  return { edges, pathLengths: shortestPaths(nodes, edges) };
}
