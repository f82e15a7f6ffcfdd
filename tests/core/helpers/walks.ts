import { neighbourLists } from '../../../src/core/geometry/graph.ts';
import { seededIndex } from '../../../src/core/linalg/random.ts';
import type { Edge } from '../../../src/core/recording/types.ts';

/** [sequences, length] seeded uniform random walks. */
export function walks(nodes: number, edges: readonly Edge[], sequences: number, length: number, seed: number): Int32Array {
  const index = seededIndex(seed);
  const neighbours = neighbourLists(nodes, edges);
  const tokens = new Int32Array(sequences * length);
  for (let at = 0; at < tokens.length; at++) {
    const near = at % length === 0 ? [...Array(nodes).keys()] : neighbours[tokens[at - 1]!]!;
    tokens[at] = near[index(near.length)]!;
  }
  return tokens;
}
