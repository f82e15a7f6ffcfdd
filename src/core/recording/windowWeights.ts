import type { FrameWindow, Weighting } from '../analysis/types.ts';
import { presentNodes } from '../linalg/presentNodes.ts';

/** How a window's means are made of its segments: windowMeans as weights. */
export interface WindowWeights {
  /** [m] nodes with tokens in the window, ascending. */
  readonly present: Int32Array;
  /** [m, segments] weight of every segment's mean in the node's; each row sums to 1, 0 where the node does not occur. */
  readonly weights: Float64Array;
  /** [n] tokens behind every node, 0 = missing. */
  readonly tokenCounts: Int32Array;
}

/** @param counts [S, n] tokens of every node in every segment */
export function windowWeights(counts: Int32Array, nodes: number, { firstSegment, endSegment }: FrameWindow, weighting: Weighting): WindowWeights {
  const tokenCounts = new Int32Array(nodes);
  for (let s = firstSegment; s < endSegment; s++) {
    for (let i = 0; i < nodes; i++) tokenCounts[i] = tokenCounts[i]! + counts[s * nodes + i]!;
  }
  const present = presentNodes(tokenCounts);
  const segments = endSegment - firstSegment;
  const weights = new Float64Array(present.length * segments);
  present.forEach((node, row) => {
    let sum = 0;
    for (let s = 0; s < segments; s++) {
      const count = counts[(firstSegment + s) * nodes + node]!;
      const weight = weighting === 'tokens' ? count : Math.min(count, 1);
      weights[row * segments + s] = weight;
      sum += weight;
    }
    for (let s = 0; s < segments; s++) weights[row * segments + s] = weights[row * segments + s]! / sum;
  });
  return { present, weights, tokenCounts };
}
