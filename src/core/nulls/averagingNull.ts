/**
 * The averaging null: every word a random vector, every token the mean of its own and the one before along the
 * recorded walk.
 */
import { type FrameRows, type FrameSource, plainJoint } from '../analysis/frameSource.ts';
import type { FrameWindow, Weighting } from '../analysis/settings.ts';
import { type CentredRows, centreRows, plainBlock } from '../linalg/centreRows.ts';
import { seededNormal } from '../linalg/random.ts';
import { countTokens, type SegmentMeans } from '../recording/windowMeans.ts';

/** [n, d] row-major standard normal numbers: one random vector for every word. */
export function averagingVectors(nodes: number, hiddenSize: number, seed: number): Float64Array {
  return Float64Array.from({ length: nodes * hiddenSize }, seededNormal(seed));
}

export interface CompactVectors {
  /** [n, size] row-major. */
  readonly vectors: Float64Array;
  readonly size: number;
}

/**
 * The same vectors up to a rotation of the space, in as few dimensions as there are words: the Cholesky factor L of V V',
 * since V = L Q with orthonormal rows of Q. Whatever is mixed from them has the same inner products, hence the same
 * distances, energies and components. With as many words as dimensions or more they are left as they are.
 *
 * @param vectors V, [n, d] row-major; not modified
 */
export function compactVectors(vectors: Float64Array, nodes: number): CompactVectors {
  const n = nodes;
  const d = n === 0 ? 0 : vectors.length / n;
  if (n >= d) return { vectors, size: d };
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += vectors[i * d + c]! * vectors[j * d + c]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      if (j < i) lower[i * n + j] = sum / lower[j * n + j]!;
      // A word within the span of those before it to rounding has no direction of its own to factor out.
      else if (sum > 0) lower[i * n + i] = Math.sqrt(sum);
      else return { vectors, size: d };
    }
  }
  return { vectors: lower, size: n };
}

/** The recorded walks as the averaging null sees them. */
export interface AveragingWalk {
  /** [R, T] row-major node indices: the recorded sequences. */
  readonly tokens: Int32Array;
  /** T. */
  readonly length: number;
  readonly nodes: number;
  /** S + 1 boundaries in tokens. */
  readonly segments: readonly number[];
}

/**
 * How much of word j's vector the tokens of word i at positions [from, to) hold, summed over them: half of its own and half
 * of the previous token's; the first token of a sequence is its own alone. Row i sums to the number of those tokens.
 *
 * @returns [n, n] row-major, exact multiples of one half
 */
function averagingWeights(tokens: Int32Array, length: number, from: number, to: number, n: number): Float64Array {
  const weights = new Float64Array(n * n);
  for (let start = 0; start < tokens.length; start += length) {
    for (let t = from; t < to; t++) {
      const own = tokens[start + t]!;
      const previous = t === 0 ? own : tokens[start + t - 1]!;
      weights[own * n + own] = weights[own * n + own]! + 0.5;
      weights[own * n + previous] = weights[own * n + previous]! + 0.5;
    }
  }
  return weights;
}

/**
 * The frames of the averaging null without its activations: a frame's means are M V with M [n, n], the shares of every
 * word in the window's means, exact in Float64, and V the words' random vectors. M depends on the walks alone, so that one
 * of these serves any number of draws.
 */
export class AveragedFrames {
  readonly frames: readonly FrameWindow[];
  private readonly walk: AveragingWalk;
  private readonly weighting: Weighting;

  constructor(walk: AveragingWalk, frames: readonly FrameWindow[], weighting: Weighting) {
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
      const weights = averagingWeights(tokens, length, segments[s]!, segments[s + step]!, n);
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

export interface AveragingInput extends AveragingWalk {
  readonly hiddenSize: number;
  readonly seed: number;
}

/**
 * The averaging null (after Arditi's note on in-context representations): every word gets one random Gaussian
 * vector, and the activation of a token is the mean of its own and the previous token's vector along the recorded
 * sequence; the first token of a sequence is its own vector alone. Nothing is learnt, yet the walk alone can draw the
 * graph. Returns segment means like a recorded layer's, for the same segments, windows and analysis.
 */
export function averagingNull({ tokens, length, nodes: n, segments, hiddenSize: d, seed }: AveragingInput): SegmentMeans<Float32Array> {
  const vectors = averagingVectors(n, d, seed);
  const counts = countTokens(tokens, length, segments, n);
  const S = segments.length - 1;
  const residual = new Float32Array(S * n * d);
  const sum = new Float64Array(d);
  for (let s = 0; s < S; s++) {
    const weights = averagingWeights(tokens, length, segments[s]!, segments[s + 1]!, n);
    for (let i = 0; i < n; i++) {
      const count = counts[s * n + i]!;
      if (count === 0) continue;
      sum.fill(0);
      for (let j = 0; j < n; j++) {
        const weight = weights[i * n + j]!;
        if (weight === 0) continue;
        for (let c = 0; c < d; c++) sum[c] = sum[c]! + weight * vectors[j * d + c]!;
      }
      for (let c = 0; c < d; c++) residual[(s * n + i) * d + c] = sum[c]! / count;
    }
  }
  return { residual, counts, nodes: n, hiddenSize: d };
}
