import type { Eigenpairs } from '../linalg/eigenpairs.ts';
import { leadingEigenpairs } from '../linalg/leadingEigenpairs.ts';
import { eigenResidual } from '../linalg/eigenResidual.ts';
import { symmetricEigenpairs } from '../linalg/symmetricEigenpairs.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** Largest matrix that is decomposed whole in one call, a few ten milliseconds; beyond it the leading pairs are iterated for. */
export const KERNEL_DIRECT_LIMIT = 512;

/**
 * The `wanted` largest eigenpairs of a symmetric positive semi-definite [size, size] matrix by the kernel; values of all
 * are given. As symmetricEigenpairs, which takes over when the kernel's iteration does not settle.
 *
 * @throws RangeError on a value that is not finite
 */
export function* kernelEigenpairs(kernel: KernelInstance, matrix: Float64Array, size: number, wanted: number): Generator<void, Eigenpairs> {
  if (size > KERNEL_DIRECT_LIMIT) return yield* leadingEigenpairs(matrix, size, wanted);
  const found = decompose(kernel, matrix, size, Math.min(wanted, size));
  return found ?? (yield* symmetricEigenpairs(matrix, size, wanted));
}

function decompose(kernel: KernelInstance, matrix: Float64Array, size: number, wanted: number): Eigenpairs | null {
  let norm = 0;
  for (const value of matrix) {
    if (value - value !== 0) throw new RangeError(`matrix holds ${value}: not finite`);
    norm = Math.max(norm, Math.abs(value));
  }
  return kernel.borrow(() => {
    const a = kernel.take(matrix.byteLength);
    const valuesAt = kernel.take(size * 8);
    const vectorsAt = kernel.take(wanted * size * 8);
    const work = kernel.take(kernel.exports.eigenWorkSize(size) * 8);
    const scale = norm === 0 ? 1 : norm;
    const scaled = kernel.doubles(a, matrix.length);
    for (let at = 0; at < matrix.length; at++) scaled[at] = matrix[at]! / scale;
    if (kernel.exports.eigenpairs(a, size, 1, wanted, valuesAt, vectorsAt, work) === 0) return null;
    const values = Float64Array.from(kernel.doubles(valuesAt, size), (value) => Math.max(0, value) * scale);
    const vectors = kernel.doubles(vectorsAt, wanted * size).slice();
    return { values, vectors, residual: eigenResidual(matrix, size, values.subarray(0, wanted), vectors), converged: true };
  });
}
