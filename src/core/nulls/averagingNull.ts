/** The averaging null: every word a vector, every token a mean of its own and those before along the recorded walk. */
import { seededNormal } from '../linalg/random.ts';
import { decodedLayer } from '../recording/encodedLayer.ts';
import { countTokens, type SegmentMeans, windowMeans } from '../recording/windowMeans.ts';
import { type AveragingWalk, frameLags, mixedShares } from './lagShares.ts';

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

export interface AveragingInput extends AveragingWalk {
  readonly hiddenSize: number;
  readonly seed: number;
}

/**
 * The averaging null to be looked at (after Arditi's note on in-context representations): every word gets one random
 * Gaussian vector, and the activation of a token is the mean of its own and the previous token's vector along the recorded
 * sequence; the first token of a sequence is its own vector alone. Nothing is learnt, yet the walk alone can draw the
 * graph. Returns segment means like a recorded layer's, for the same segments, windows and analysis.
 */
export function averagingNull({ hiddenSize: d, seed, ...walk }: AveragingInput): SegmentMeans<Float32Array> {
  const { tokens, length, segments, nodes: n } = walk;
  const vectors = averagingVectors(n, d, seed);
  const counts = countTokens(tokens, length, segments, n);
  const S = segments.length - 1;
  const residual = new Float32Array(S * n * d);
  for (let s = 0; s < S; s++) {
    const lags = frameLags(walk, { firstSegment: s, endSegment: s + 1, start: segments[s]!, context: segments[s + 1]! }, 'tokens', 2);
    const means = mixedMeans(mixedShares(lags, [0.5, 0.5]), { vectors, size: d }, n);
    lags.present.forEach((node, row) => residual.set(means.subarray(row * d, (row + 1) * d), (s * n + node) * d));
  }
  return { residual, counts, nodes: n, hiddenSize: d };
}

/** [m, size] the means M V of shares M [m, n] and word vectors V [n, size]. */
export function mixedMeans(shares: Float64Array, { vectors, size }: CompactVectors, nodes: number): Float64Array {
  const m = shares.length / nodes;
  const means = new Float64Array(m * size);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < nodes; j++) {
      const share = shares[i * nodes + j]!;
      if (share === 0) continue;
      for (let c = 0; c < size; c++) means[i * size + c] = means[i * size + c]! + share * vectors[j * size + c]!;
    }
  }
  return means;
}

/** [n, d] the words' vectors in an embedding layer: their means over the whole recording; NaN for a word that never occurs. */
export function embeddingVectors({ segments, ...layer }: SegmentMeans & { readonly segments: readonly number[] }): Float64Array {
  const vectors = new Float64Array(layer.nodes * layer.hiddenSize);
  const all = { firstSegment: 0, endSegment: segments.length - 1, start: 0, context: segments.at(-1)! };
  windowMeans({ ...layer, residual: decodedLayer(layer.residual) }, all, 'tokens', vectors, new Int32Array(layer.nodes));
  return vectors;
}
