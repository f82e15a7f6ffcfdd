import type { KernelRows } from './kernelBlock.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** Columns that the kernel combines together (COLUMNS in assembly/products.ts). */
const COLUMNS = 256;

/**
 * [terms, length]: row k is the sum over i of weights[k, i] row i.
 *
 * @param weights [terms, count] row-major; taken in single precision
 */
export function combinations(kernel: KernelInstance, rows: KernelRows, weights: Float64Array, terms: number): Float64Array {
  const { stride, length } = rows;
  return kernel.borrow(() => {
    const out = combineInto(kernel, rows, weights, terms);
    const sums = new Float64Array(terms * length);
    for (let k = 0; k < terms; k++) sums.set(kernel.doubles(out + k * stride * 8, length), k * length);
    return sums;
  });
}

/** [terms] the sign of the largest value of every such combination, as axisSigns gives it. */
export function combinationSigns(kernel: KernelInstance, rows: KernelRows, weights: Float64Array, terms: number): Int8Array {
  const { stride, length } = rows;
  return kernel.borrow(() => {
    const out = combineInto(kernel, rows, weights, terms);
    const signs = new Int8Array(terms);
    for (let k = 0; k < terms; k++) signs[k] = kernel.exports.signOfLargest(out + k * stride * 8, length);
    return signs;
  });
}

/** Weights as the kernel takes them: F32 [count rounded up to a multiple of 4, even], zero beyond the given ones. */
function packed(weights: Float64Array, count: number, terms: number, even: number): Float32Array {
  const out = new Float32Array(Math.ceil(count / 4) * 4 * even);
  for (let k = 0; k < terms; k++) for (let i = 0; i < count; i++) out[i * even + k] = weights[k * count + i]!;
  return out;
}

/** Address of F64 [terms, stride] combinations, taken from the kernel. `weights` [terms, count] row-major. */
export function combineInto(kernel: KernelInstance, { address, stride, count }: KernelRows, weights: Float64Array, terms: number): number {
  // The kernel makes two at a time.
  const even = terms + (terms % 2);
  const weightsAt = kernel.put(packed(weights, count, terms, even));
  const scratch = kernel.take(even * COLUMNS * 4);
  const out = kernel.take(even * stride * 8);
  kernel.doubles(out, even * stride).fill(0);
  kernel.exports.addCombinations(weightsAt, address, count, even, stride, scratch, out);
  return out;
}
