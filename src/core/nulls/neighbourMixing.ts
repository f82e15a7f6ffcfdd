import { countTokens } from '../recording/tokenCounts.ts';
import type { SegmentMeans } from '../recording/windowMeans.ts';
import { mixingVectors } from './mixingVectors.ts';
import { mixingWeights, type MixingWalk } from './mixingWeights.ts';

export interface MixingInput extends MixingWalk {
  readonly hiddenSize: number;
  readonly seed: number;
}

/**
 * The neighbour-mixing null (after Arditi's note on in-context representations): every word gets one random Gaussian
 * vector, and the activation of a token is the mean of its own and the previous token's vector along the recorded
 * sequence; the first token of a sequence is its own vector alone. Nothing is learnt, yet the walk alone can draw the
 * graph. Returns segment means like a recorded layer's, for the same segments, windows and analysis.
 */
export function neighbourMixing({ tokens, length, nodes: n, segments, hiddenSize: d, seed }: MixingInput): SegmentMeans<Float32Array> {
  const vectors = mixingVectors(n, d, seed);
  const counts = countTokens(tokens, length, segments, n);
  const S = segments.length - 1;
  const residual = new Float32Array(S * n * d);
  const sum = new Float64Array(d);
  for (let s = 0; s < S; s++) {
    const weights = mixingWeights(tokens, length, segments[s]!, segments[s + 1]!, n);
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
