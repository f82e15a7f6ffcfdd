/** Relabellings of the nodes: drawn or enumerated, and how many of them differ. */
import { seededIndex } from '../linalg/random.ts';
import type { Edge } from '../recording/types.ts';

/** Up to this many nodes every relabelling is visited once: 6! - 1 = 719. */
const ENUMERATED_NODES = 6;

/** How many relabellings `relabellings` visits. */
export function relabellingCount(size: number, draws: number): number {
  if (size > ENUMERATED_NODES) return draws;
  let count = 1;
  for (let i = 2; i <= size; i++) count *= i;
  return count - 1;
}

/**
 * Orders of `size` items other than by choice: all but the identity for at most ENUMERATED_NODES items, so that
 * (1 + #{...}) / (1 + N) is then the exact p; else `draws` seeded uniform ones (Fisher and Yates). One array is reused.
 */
export function* relabellings(size: number, draws: number, seed: number): Generator<Int32Array, void> {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  if (size <= ENUMERATED_NODES) {
    while (advance(order)) yield order;
    return;
  }
  const index = seededIndex(seed);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = size - 1; i > 0; i--) swap(order, i, index(i + 1));
    yield order;
  }
}

/** The next order in lexicographic sequence; false after the last. */
function advance(order: Int32Array): boolean {
  let pivot = order.length - 2;
  while (pivot >= 0 && order[pivot]! > order[pivot + 1]!) pivot--;
  if (pivot < 0) return false;
  let next = order.length - 1;
  while (order[next]! < order[pivot]!) next--;
  swap(order, pivot, next);
  order.subarray(pivot + 1).reverse();
  return true;
}

function swap(order: Int32Array, a: number, b: number): void {
  const value = order[a]!;
  order[a] = order[b]!;
  order[b] = value;
}

/**
 * How many different graphs the relabellings of this one make, itself included: m! / |Aut|. With K of them no
 * permutation p lies below 1 / K, however many relabellings are visited. Counted by enumeration; 0 (not counted) for more
 * than ENUMERATED_NODES nodes.
 *
 * @param edges undirected, each once, among nodes 0 to size - 1
 */
export function distinctRelabellings(size: number, edges: readonly Edge[]): number {
  if (size > ENUMERATED_NODES) return 0;
  const graphOf = (label: (node: number) => number): string => {
    const joined = edges.map(([a, b]) => {
      const [x, y] = [label(a), label(b)];
      return Math.min(x, y) * size + Math.max(x, y);
    });
    return joined.sort((x, y) => x - y).join();
  };
  const seen = new Set([graphOf((node) => node)]);
  for (const order of relabellings(size, 0, 0)) seen.add(graphOf((node) => order[node]!));
  return seen.size;
}
