import { rowProducts } from './rowProducts.ts';

/** Largest ||A v_k - lambda_k v_k|| / lambda_1 over the given pairs. `matrix` [size, size], `vectors` [K, size]; 0 for a zero matrix. */
export function eigenResidual(matrix: Float64Array, size: number, values: Float64Array, vectors: Float64Array): number {
  const scale = values[0] ?? 0;
  if (scale === 0) return 0;
  const count = values.length;
  const images = rowProducts({ values: vectors, count, length: size }, { values: matrix, count: size, length: size });
  let worst = 0;
  for (let k = 0; k < count; k++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (images[k * size + i]! - values[k]! * vectors[k * size + i]!) ** 2;
    worst = Math.max(worst, Math.sqrt(sum));
  }
  return worst / scale;
}
