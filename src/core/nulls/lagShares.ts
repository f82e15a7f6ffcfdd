/**
 * What the tokens of every word were preceded by along the recorded walks, lag by lag: all that any averaging over the last
 * tokens is made of.
 */
import type { FrameWindow, Weighting } from '../analysis/settings.ts';
import { presentNodes } from '../linalg/centreRows.ts';

/** The recorded walks as the averaging nulls see them. */
export interface AveragingWalk {
  /** [R, T] row-major node indices: the recorded sequences. */
  readonly tokens: Int32Array;
  /** T. */
  readonly length: number;
  readonly nodes: number;
  /** S + 1 boundaries in tokens. */
  readonly segments: readonly number[];
}

export interface FrameLags {
  /** [m] words with tokens in the window, ascending. */
  readonly present: Int32Array;
  /** [n] tokens behind every word, 0 = missing. */
  readonly tokenCounts: Int32Array;
  /** One [m, n] row-major matrix a lag, own word (lag 0) first: shares of every word among those so many tokens before. Rows sum to 1. */
  readonly lags: readonly Float64Array[];
}

/**
 * The lags of one frame, weighted as windowMeans weighs tokens or segments. Before the first token of a sequence there is
 * nothing: where a lag reaches beyond it, the token counts as its own predecessor.
 *
 * @param count lags wanted, the own word among them
 */
export function frameLags({ tokens, length, nodes: n, segments }: AveragingWalk, { firstSegment, endSegment }: FrameWindow, weighting: Weighting, count: number): FrameLags {
  const sums = Array.from({ length: count }, () => new Float64Array(n * n));
  const tokenCounts = new Int32Array(n);
  const parts = new Int32Array(n);
  const step = weighting === 'tokens' ? endSegment - firstSegment : 1;
  for (let s = firstSegment; s < endSegment; s += step) {
    const [from, to] = [segments[s]!, segments[s + step]!];
    const inPart = new Int32Array(n);
    const counts = Array.from({ length: count }, () => new Int32Array(n * n));
    for (let start = 0; start < tokens.length; start += length) {
      for (let t = from; t < to; t++) {
        const own = tokens[start + t]!;
        inPart[own] = inPart[own]! + 1;
        counts.forEach((cells, lag) => {
          const cell = own * n + (t < lag ? own : tokens[start + t - lag]!);
          cells[cell] = cells[cell]! + 1;
        });
      }
    }
    for (let i = 0; i < n; i++) {
      if (inPart[i] === 0) continue;
      tokenCounts[i] = tokenCounts[i]! + inPart[i]!;
      parts[i] = parts[i]! + 1;
      for (let lag = 0; lag < count; lag++) {
        for (let j = 0; j < n; j++) sums[lag]![i * n + j] = sums[lag]![i * n + j]! + counts[lag]![i * n + j]! / inPart[i]!;
      }
    }
  }
  const present = presentNodes(tokenCounts);
  const lags = sums.map((sum) => Float64Array.from({ length: present.length * n }, (_, at) => sum[present[Math.floor(at / n)]! * n + (at % n)]! / parts[present[Math.floor(at / n)]!]!));
  return { present, tokenCounts, lags };
}

/** [m, n] the shares of every word in the means of an averaging with these weights: sum over lags of weight times shares. */
export function mixedShares({ lags }: Pick<FrameLags, 'lags'>, weights: ArrayLike<number>): Float64Array {
  const out = new Float64Array(lags[0]!.length);
  lags.forEach((shares, lag) => {
    const weight = weights[lag] ?? 0;
    if (weight === 0) return;
    for (let at = 0; at < out.length; at++) out[at] = out[at]! + weight * shares[at]!;
  });
  return out;
}
