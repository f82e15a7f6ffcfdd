/** Eigenpairs by the kernel: whole in one call, or the leading ones by iteration. */
import { eigenResidual, leadingEigenpairs, symmetricEigenpairs } from '../linalg/eigenpairs.ts';
import type { Eigenpairs, VectorOperations } from '../linalg/iteratedEigenpairs.ts';
import { DEPENDENT } from '../linalg/orthonormalBlock.ts';
import { runToEnd } from '../linalg/steps.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** What an iteration asks of its vectors, by the kernel: they are copied in and the answers out. */
export function kernelVectors(kernel: KernelInstance): VectorOperations {
  return {
    orthonormal: (basis, { values, count, length }) =>
      kernel.borrow(() => {
        const basisAt = kernel.put(basis.values);
        const rowsAt = kernel.put(values);
        const rank = kernel.exports.orthonormalRows(basisAt, basis.count, rowsAt, count, length, DEPENDENT);
        return { values: kernel.doubles(rowsAt, rank * length).slice(), count: rank, length };
      }),
    products: (a, b) =>
      kernel.borrow(() => {
        const aAt = kernel.put(a.values);
        const bAt = kernel.put(b.values);
        const out = kernel.take(a.count * b.count * 8);
        kernel.exports.vectorProducts(aAt, a.count, bAt, b.count, a.length, out);
        return kernel.doubles(out, a.count * b.count).slice();
      }),
    combine: ({ values, count, length }, weights, terms) =>
      kernel.borrow(() => {
        const rowsAt = kernel.put(values);
        const weightsAt = kernel.put(weights.subarray(0, terms * count));
        const out = kernel.take(terms * length * 8);
        kernel.doubles(out, terms * length).fill(0);
        kernel.exports.vectorCombinations(rowsAt, count, weightsAt, terms, length, out);
        return kernel.doubles(out, terms * length).slice();
      }),
    eigenpairs: (matrix, size, wanted) => runToEnd(kernelEigenpairs(kernel, matrix, size, wanted)),
  };
}

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
  for (let at = 0; at < matrix.length; at++) {
    const value = matrix[at]!;
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
    const values = kernel.doubles(valuesAt, size).slice();
    for (let k = 0; k < size; k++) values[k] = Math.max(0, values[k]!) * scale;
    const vectors = kernel.doubles(vectorsAt, wanted * size).slice();
    return { values, vectors, residual: eigenResidual(matrix, size, values.subarray(0, wanted), vectors), converged: true };
  });
}
