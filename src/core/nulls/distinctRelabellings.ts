import type { Edge } from '../recording/types.ts';
import { ENUMERATED_NODES, relabellings } from './relabellings.ts';

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
