import type { Edge } from '../recording/types.ts';

/** Edges whose two ends are present, renumbered: node `present[i]` becomes i. */
export function inducedEdges(edges: readonly Edge[], present: Int32Array, nodes: number): Edge[] {
  const rowOf = new Int32Array(nodes).fill(-1);
  present.forEach((node, row) => (rowOf[node] = row));
  return edges.map(([a, b]): Edge => [rowOf[a]!, rowOf[b]!]).filter(([a, b]) => a >= 0 && b >= 0);
}
