import { undirectedEdges } from '../geometry/adjacency.ts';
import { seededIndex } from '../linalg/seededIndex.ts';
import type { Edge } from '../recording/types.ts';

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
