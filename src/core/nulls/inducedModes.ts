import { inducedEdges } from '../geometry/graph.ts';
import { graphModes, type GraphModes, leadingModeCount } from '../geometry/graphModes.ts';
import type { Edge } from '../recording/types.ts';
import { distinctRelabellings } from './relabellings.ts';

/** What the controls need of a graph among the nodes of one frame. */
export interface InducedGraph {
  readonly modes: GraphModes;
  /** [q, m] the slowest modes, those that stand for u2, u3 (leadingModeCount). */
  readonly leading: Float64Array;
  /** See distinctRelabellings. */
  readonly distinct: number;
}

/** Frames mostly share their present nodes: induced graphs are worked out once for every set of them. */
export class InducedModes {
  private readonly known = new Map<string, InducedGraph>();
  private readonly edges: readonly (readonly Edge[])[];
  private readonly nodes: number;

  /** @param edges of every graph, undirected, each once */
  constructor(edges: readonly (readonly Edge[])[], nodes: number) {
    this.edges = edges;
    this.nodes = nodes;
  }

  of(graph: number, present: Int32Array): InducedGraph {
    const key = `${graph}:${present.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const edges = inducedEdges(this.edges[graph]!, present, this.nodes);
    const modes = graphModes(present.length, edges);
    const leading = modes.vectors.subarray(0, leadingModeCount(modes) * present.length);
    const made = { modes, leading, distinct: distinctRelabellings(present.length, edges) };
    this.known.set(key, made);
    return made;
  }
}

/** Components are compared with the graphs two by two: this many pairs. */
const COMPARED_PAIRS = 3;

/** [0, 1], [2, 3], [4, 5] as far as a basis has them. */
export function comparedPairs(components: number): [number, number][] {
  return Array.from({ length: Math.min(COMPARED_PAIRS, Math.floor(components / 2)) }, (_, k): [number, number] => [2 * k, 2 * k + 1]);
}
