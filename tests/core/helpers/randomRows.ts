import { seededUniform } from '../../../src/core/linalg/random.ts';
import type { Rows } from '../../../src/core/linalg/rowProducts.ts';

/** [count, length] uniform values in [-scale, scale), column c shrunk by (c + 1)^-decay so that the spectrum falls off. */
export function randomValues(seed: number, count: number, length: number, decay = 0.5): Float64Array {
  const uniform = seededUniform(seed);
  return Float64Array.from({ length: count * length }, (_, at) => uniform() * (1 + (at % length)) ** -decay);
}

/** The same, every column centred. */
export function centredRows(seed: number, count: number, length: number, decay = 0.5): Rows {
  const values = randomValues(seed, count, length, decay);
  for (let c = 0; c < length; c++) {
    let mean = 0;
    for (let i = 0; i < count; i++) mean += values[i * length + c]! / count;
    for (let i = 0; i < count; i++) values[i * length + c] = values[i * length + c]! - mean;
  }
  return { values, count, length };
}

/** A random orthogonal [size, size] matrix, row-major, by Gram-Schmidt on random rows. */
export function randomOrthogonal(seed: number, size: number): Float64Array {
  const values = randomValues(seed, size, size, 0);
  const dot = (i: number, j: number): number => {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += values[i * size + c]! * values[j * size + c]!;
    return sum;
  };
  for (let i = 0; i < size; i++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const along = dot(i, j);
        for (let c = 0; c < size; c++) values[i * size + c] = values[i * size + c]! - along * values[j * size + c]!;
      }
    }
    const norm = Math.sqrt(dot(i, i));
    for (let c = 0; c < size; c++) values[i * size + c] = values[i * size + c]! / norm;
  }
  return values;
}

/** A B for row-major [m, k] and [k, n]. */
export function product(a: Float64Array, b: Float64Array, k: number): Float64Array {
  const m = a.length / k;
  const n = b.length / k;
  return Float64Array.from({ length: m * n }, (_, at) => {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += a[Math.floor(at / n) * k + c]! * b[c * n + (at % n)]!;
    return sum;
  });
}

/** Largest |a - b| relative to the largest |b|; infinite when lengths differ or anything is NaN. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let error = 0;
  let size = 0;
  if (a.length !== b.length) return Infinity;
  for (let i = 0; i < b.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (Number.isNaN(difference)) return Infinity;
    error = Math.max(error, difference);
    size = Math.max(size, Math.abs(b[i]!));
  }
  return size === 0 ? error : error / size;
}
