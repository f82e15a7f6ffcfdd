/** The recorded walks as the neighbour-mixing null sees them. */
export interface MixingWalk {
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
export function mixingWeights(tokens: Int32Array, length: number, from: number, to: number, n: number): Float64Array {
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
