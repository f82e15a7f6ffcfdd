import { inducedEdges } from '../geometry/graph.ts';
import { graphModes, type GraphModes, leadingModeCount, restrictedModes } from '../geometry/graphModes.ts';
import type { Edge } from '../recording/types.ts';
import { distinctRelabellings } from './relabellings.ts';

/** What the nulls need of a graph among the m nodes of one frame. Row i stands for node present[i]. */
export interface PresentGraph {
  /** Edges with both ends present, between rows. */
  readonly edges: readonly Edge[];
  /** Modes of the whole graph, restricted to the present nodes (restrictedModes). */
  readonly modes: GraphModes;
  /** [q, m] the slowest modes, those that stand for u2, u3 (leadingModeCount). */
  readonly leading: Float64Array;
  /** See distinctRelabellings. */
  readonly distinct: number;
}

/** Frames mostly share their present nodes: what a graph is among them is worked out once for every set of them. */
export class PresentGraphs {
  readonly count: number;
  private readonly known = new Map<string, PresentGraph>();
  private readonly whole: (GraphModes | undefined)[] = [];
  private readonly graphs: readonly (readonly Edge[])[];
  private readonly nodes: number;

  /** @param graphs the edges of each, undirected, each once */
  constructor(graphs: readonly (readonly Edge[])[], nodes: number) {
    this.graphs = graphs;
    this.nodes = nodes;
    this.count = graphs.length;
  }

  of(graph: number, present: Int32Array): PresentGraph {
    const key = `${graph}:${present.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const all = this.graphs[graph]!;
    const m = present.length;
    const edges = inducedEdges(all, present, this.nodes);
    const whole = (this.whole[graph] ??= graphModes(this.nodes, all));
    const modes = restrictedModes(whole, present);
    const made: PresentGraph = {
      edges,
      modes,
      leading: modes.vectors.subarray(0, leadingModeCount(modes) * m),
      distinct: distinctRelabellings(m, edges),
    };
    this.known.set(key, made);
    return made;
  }
}

/** Components are compared with the graphs in blocks: this many of them. */
const COMPARED_BLOCKS = 3;

/** Consecutive blocks of `size` components as far as a basis has them: [0, 1], [2, 3], [4, 5], or [0, 1, 2], [3, 4, 5]. */
export function comparedBlocks(components: number, size: number): number[][] {
  return Array.from({ length: Math.min(COMPARED_BLOCKS, Math.floor(components / size)) }, (_, block) => Array.from({ length: size }, (_, k) => block * size + k));
}

/** The blocks of two. */
export function comparedPairs(components: number): [number, number][] {
  return comparedBlocks(components, 2) as [number, number][];
}
