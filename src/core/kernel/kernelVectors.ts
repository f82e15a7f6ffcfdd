import type { VectorOperations } from '../linalg/iteratedEigenpairs.ts';
import { DEPENDENT } from '../linalg/orthonormalBlock.ts';
import { runToEnd } from '../linalg/runToEnd.ts';
import { kernelEigenpairs } from './kernelEigenpairs.ts';
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
