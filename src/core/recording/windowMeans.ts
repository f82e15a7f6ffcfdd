import type { FrameWindow, Weighting, WindowSpec } from '../analysis/settings.ts';
import { presentNodes } from '../linalg/centreRows.ts';
import type { LayerValues } from './encodedLayer.ts';
import type { WindowKind } from './types.ts';

/**
 * Occurrences of every node in every segment, over all sequences.
 *
 * @param tokens [R, T] row-major node indices in [0, nodes)
 * @param length T
 * @param segments S + 1 strictly increasing boundaries from 0 to T
 * @returns [S, nodes] row-major
 */
export function countTokens(tokens: Int32Array, length: number, segments: readonly number[], nodes: number): Int32Array {
  const counts = new Int32Array((segments.length - 1) * nodes);
  for (let start = 0; start < tokens.length; start += length) {
    for (let s = 0; s + 1 < segments.length; s++) {
      for (let t = segments[s]!; t < segments[s + 1]!; t++) {
        const cell = s * nodes + tokens[start + t]!;
        counts[cell] = counts[cell]! + 1;
      }
    }
  }
  return counts;
}

// Averaging windows made of whole segments. A window may cover more or fewer tokens than asked, because segments are
// never split: what it covers is reported as it is in FrameWindow, and shown.

/**
 * One frame per segment end. `last N` takes the whole segments that begin at or after `context - N`, `half` those that
 * begin at or after half the context, `all` everything; the segment that ends at the context always belongs.
 *
 * @param segments S + 1 strictly increasing boundaries in tokens, from 0
 */
export function frameWindows(segments: readonly number[], window: WindowSpec): FrameWindow[] {
  const frames: FrameWindow[] = [];
  let firstSegment = 0;
  for (let s = 0; s + 1 < segments.length; s++) {
    const context = segments[s + 1]!;
    const earliest = window.kind === 'all' ? 0 : window.kind === 'half' ? context / 2 : context - window.tokens;
    while (firstSegment < s && segments[firstSegment]! < earliest) firstSegment++;
    frames.push({ context, start: segments[firstSegment]!, firstSegment, endSegment: s + 1 });
  }
  return frames;
}

/**
 * The frames of a recording. Where the file has fixed its windows every frame is its own segment, whatever `window` asks
 * for, and begins where it ends: how far back it reaches is not known.
 */
export function recordedFrames(segments: readonly number[], window: WindowSpec, windows: WindowKind = 'segments'): FrameWindow[] {
  if (windows === 'segments') return frameWindows(segments, window);
  return segments.slice(1).map((context, s) => ({ context, start: context, firstSegment: s, endSegment: s + 1 }));
}

/** The recorded means that windows are made of. `residual` [S, n, d] and `counts` [S, n], row-major. */
export interface SegmentMeans<Values extends LayerValues = LayerValues> {
  readonly residual: Values;
  readonly counts: Int32Array;
  readonly nodes: number;
  readonly hiddenSize: number;
}

/**
 * Mean activation of every node over a window: with `tokens` the exact mean over all its tokens (segment means weighted
 * by their counts), with `segments` the mean of the segment means. Accumulated in Float64.
 *
 * @param means [n, d] row-major, overwritten; NaN for a node that does not occur in the window
 * @param tokenCounts [n], overwritten: tokens behind every mean, 0 where the node is missing
 */
export function windowMeans(
  { residual, counts, nodes, hiddenSize: d }: SegmentMeans<Float32Array>,
  frame: FrameWindow,
  weighting: Weighting,
  means: Float64Array,
  tokenCounts: Int32Array,
): void {
  for (let i = 0; i < nodes; i++) {
    const to = i * d;
    means.fill(0, to, to + d);
    let tokens = 0;
    let weights = 0;
    for (let s = frame.firstSegment; s < frame.endSegment; s++) {
      const count = counts[s * nodes + i]!;
      if (count === 0) continue;
      const weight = weighting === 'tokens' ? count : 1;
      tokens += count;
      weights += weight;
      const from = (s * nodes + i) * d;
      for (let c = 0; c < d; c++) means[to + c] = means[to + c]! + weight * residual[from + c]!;
    }
    tokenCounts[i] = tokens;
    for (let c = to; c < to + d; c++) means[c] = tokens === 0 ? NaN : means[c]! / weights;
  }
}

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
