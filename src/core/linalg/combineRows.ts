import type { Rows } from './rowProducts.ts';

/** [terms, length]: row k is the sum over i of weights[k, i] row i. `weights` [terms, count] row-major. */
export function combineRows({ values, count, length: d }: Rows, weights: Float64Array, terms: number): Float64Array {
  const out = new Float64Array(terms * d);
  for (let k = 0; k < terms; k++) {
    for (let i = 0; i < count; i++) {
      const weight = weights[k * count + i]!;
      for (let c = 0; c < d; c++) out[k * d + c] = out[k * d + c]! + weight * values[i * d + c]!;
    }
  }
  return out;
}
