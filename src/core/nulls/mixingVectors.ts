import { seededNormal } from '../linalg/seededNormal.ts';

/** [n, d] row-major standard normal numbers: one random vector for every word. */
export function mixingVectors(nodes: number, hiddenSize: number, seed: number): Float64Array {
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
