import { directEigenpairs } from './directEigenpairs.ts';
import type { Eigenpairs } from './eigenpairs.ts';
import { leadingEigenpairs } from './leadingEigenpairs.ts';

/** Largest matrix that is decomposed whole; beyond it only the leading pairs are found. */
export const DIRECT_LIMIT = 200;

/**
 * At least the `wanted` largest eigenpairs (or all `size`) of a symmetric positive semi-definite [size, size] matrix,
 * by the cheaper of two exact ways. Throws RangeError on a value that is not finite.
 */
export function* symmetricEigenpairs(matrix: Float64Array, size: number, wanted: number): Generator<void, Eigenpairs> {
  if (size <= DIRECT_LIMIT || wanted > size / 4) return directEigenpairs(matrix, size);
  return yield* leadingEigenpairs(matrix, size, wanted);
}
