/** Random graphs with the same degrees, and the energies along them. */
import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import { undirectedEdges } from '../geometry/graph.ts';
import type { SquaredDistances } from '../geometry/squaredDistances.ts';
import { seededIndex } from '../linalg/random.ts';
import type { Edge } from '../recording/types.ts';
import { summariseNull } from './nullSummary.ts';
import type { RewiredNulls } from './types.ts';

export type Rewiring = { readonly ok: true; readonly edges: readonly Edge[] } | { readonly ok: false; readonly reason: string };

/** Swaps tried per edge: well past the few that mix a sparse graph (Milo et al. 2003, arXiv cond-mat/0312028). */
const TRIES_PER_EDGE = 100;

/**
 * A random simple graph with the degrees of this one, by seeded double edge swaps: edges a-b and c-d become a-d and c-b
 * unless that makes a loop or a repeated edge. It need not be connected. Refused when not one swap exists, as in a star
 * or a complete graph: then no other graph has these degrees that a swap could reach.
 */
export function rewiredGraph(edges: readonly Edge[], seed: number): Rewiring {
  const list = undirectedEdges(edges);
  const joined = new Set(list.map(keyOf));
  if (!swapExists(list, joined)) {
    return { ok: false, reason: `no double edge swap exists among the ${list.length} edges: this graph cannot be rewired with its degrees kept` };
  }
  const index = seededIndex(seed);
  for (let attempt = TRIES_PER_EDGE * list.length; attempt > 0; attempt--) {
    const first = index(list.length);
    const second = index(list.length);
    const swapped = swap(list[first]!, turned(list[second]!, index(2) === 1), joined);
    if (swapped === null) continue;
    joined.delete(keyOf(list[first]!));
    joined.delete(keyOf(list[second]!));
    [list[first], list[second]] = swapped;
    for (const edge of swapped) joined.add(keyOf(edge));
  }
  return { ok: true, edges: list.map(([a, b]): Edge => (a < b ? [a, b] : [b, a])) };
}

function swapExists(list: readonly Edge[], joined: ReadonlySet<string>): boolean {
  return list.some((first, i) => list.slice(0, i).some((second) => [false, true].some((turn) => swap(first, turned(second, turn), joined) !== null)));
}

function turned([a, b]: Edge, turn: boolean): Edge {
  return turn ? [b, a] : [a, b];
}

function swap([a, b]: Edge, [c, d]: Edge, joined: ReadonlySet<string>): [Edge, Edge] | null {
  if (a === d || c === b || a === c || b === d) return null;
  const edges: [Edge, Edge] = [[a, d], [c, b]];
  return edges.some((edge) => joined.has(keyOf(edge))) ? null : edges;
}

function keyOf([a, b]: Edge): string {
  return a < b ? `${a},${b}` : `${b},${a}`;
}

/** Random graphs drawn for every recorded graph. */
export const REWIRED_DRAWS = 99;

/** Energies of frames on random graphs with the degrees of each recorded graph; the same random graphs serve every frame. */
export class RewiredEnergies {
  readonly full: RewiredNulls;
  readonly shown: RewiredNulls;
  /** [G] why a graph cannot be rewired, or null. */
  readonly refusals: readonly (string | null)[];
  private readonly draws: readonly (readonly (readonly Edge[])[])[];
  private readonly nodes: number;
  private readonly frames: number;

  constructor(edges: readonly (readonly Edge[])[], nodes: number, frames: number, seed: number) {
    this.nodes = nodes;
    this.frames = frames;
    const refusals: (string | null)[] = [];
    this.draws = edges.map((list) => {
      const graphs: (readonly Edge[])[] = [];
      for (let draw = 0; draw < REWIRED_DRAWS; draw++) {
        const rewired = rewiredGraph(list, seed + draw);
        if (!rewired.ok) {
          refusals.push(rewired.reason);
          return [];
        }
        graphs.push(rewired.edges);
      }
      refusals.push(null);
      return graphs;
    });
    this.refusals = refusals;
    const blank = (): Float64Array => new Float64Array(edges.length * frames).fill(NaN);
    this.full = { mean: blank(), low: blank(), high: blank() };
    this.shown = { mean: blank(), low: blank(), high: blank() };
  }

  measure(graph: number, frame: number, squared: SquaredDistances, shown: SquaredDistances): void {
    this.fill(this.full, graph, frame, squared);
    this.fill(this.shown, graph, frame, shown);
  }

  private fill(into: RewiredNulls, graph: number, frame: number, squared: SquaredDistances): void {
    const energies = this.draws[graph]!.map((edges) => normalisedDirichletEnergy(squared, this.nodes, edges)).filter((value) => !Number.isNaN(value));
    if (energies.length === 0) return;
    // Only the distribution is wanted: any finite value serves as the observed one.
    const { mean, low, high } = summariseNull(energies[0]!, Float64Array.from(energies));
    const at = graph * this.frames + frame;
    into.mean[at] = mean;
    into.low[at] = low;
    into.high[at] = high;
  }
}
