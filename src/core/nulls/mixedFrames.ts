import type { FrameRows, FrameSource } from '../analysis/frameSource.ts';
import { plainJoint } from '../analysis/plainJoint.ts';
import type { FrameWindow, Weighting } from '../analysis/types.ts';
import { plainBlock } from '../linalg/centredBlock.ts';
import { centreRows, type CentredRows } from '../linalg/centreRows.ts';
import type { CompactVectors } from './mixingVectors.ts';
import { mixingWeights, type MixingWalk } from './mixingWeights.ts';

/**
 * The frames of the neighbour-mixing null without its activations: a frame's means are M V with M [n, n], the shares of every
 * word in the window's means, exact in Float64, and V the words' random vectors. M depends on the walks alone, so that one
 * of these serves any number of draws.
 */
export class MixedFrames {
  readonly frames: readonly FrameWindow[];
  private readonly walk: MixingWalk;
  private readonly weighting: Weighting;

  constructor(walk: MixingWalk, frames: readonly FrameWindow[], weighting: Weighting) {
    this.walk = walk;
    this.frames = frames;
    this.weighting = weighting;
  }

  /** The frames of one draw. */
  withVectors(draw: CompactVectors): FrameSource {
    const read = (frame: number): FrameRows => {
      const { rows, tokenCounts } = this.centred(frame, draw);
      return { rows: plainBlock(rows), tokenCounts };
    };
    const { frames, walk } = this;
    const stack = { count: frames.length, nodes: walk.nodes, hiddenSize: draw.size, centred: (frame: number) => this.centred(frame, draw).rows };
    return { frames, read, joint: (components) => plainJoint(stack, components), release: () => undefined };
  }

  private centred(frame: number, { vectors, size }: CompactVectors): { rows: CentredRows; tokenCounts: Int32Array } {
    const n = this.walk.nodes;
    const { shares, tokenCounts } = this.shares(this.frames[frame]!);
    const means = new Float64Array(n * size);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const share = shares[i * n + j]!;
        if (share === 0) continue;
        for (let c = 0; c < size; c++) means[i * size + c] = means[i * size + c]! + share * vectors[j * size + c]!;
      }
    }
    return { rows: centreRows(means, tokenCounts, size), tokenCounts };
  }

  /** [n, n] with rows of sum 1, 0 throughout for a missing word; [n] tokens behind every row. Weighted as windowMeans does. */
  private shares({ firstSegment, endSegment }: FrameWindow): { shares: Float64Array; tokenCounts: Int32Array } {
    const { tokens, length, nodes: n, segments } = this.walk;
    const shares = new Float64Array(n * n);
    const tokenCounts = new Int32Array(n);
    const parts = new Int32Array(n);
    const step = this.weighting === 'tokens' ? endSegment - firstSegment : 1;
    for (let s = firstSegment; s < endSegment; s += step) {
      const weights = mixingWeights(tokens, length, segments[s]!, segments[s + step]!, n);
      for (let i = 0; i < n; i++) {
        let count = 0;
        for (let j = 0; j < n; j++) count += weights[i * n + j]!;
        if (count === 0) continue;
        tokenCounts[i] = tokenCounts[i]! + count;
        parts[i] = parts[i]! + 1;
        for (let j = 0; j < n; j++) shares[i * n + j] = shares[i * n + j]! + weights[i * n + j]! / count;
      }
    }
    return { shares: shares.map((share, at) => (share === 0 ? 0 : share / parts[Math.floor(at / n)]!)), tokenCounts };
  }
}
