import type { KernelRows } from './kernelBlock.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** Columns that the kernel combines together (COLUMNS in assembly/products.ts). */
const COLUMNS = 256;

/**
 * [terms, length]: row k is the sum over i of weights[k, i] row i.
 *
 * @param weights [terms, count] row-major; taken in single precision, each combination scaled by its largest weight
 */
export function combinations(kernel: KernelInstance, rows: KernelRows, weights: Float64Array, terms: number): Float64Array {
  const { stride, count, length } = rows;
  return kernel.borrow(() => {
    const even = terms + (terms % 2);
    const out = combineInto(kernel, rows, packed(weights, count, terms), even);
    const sums = new Float64Array(terms * length);
    for (let k = 0; k < terms; k++) sums.set(kernel.doubles(out + k * stride * 8, length), k * length);
    return sums;
  });
}

/** [terms] the sign of the largest value of every such combination, as axisSigns gives it. */
export function combinationSigns(kernel: KernelInstance, rows: KernelRows, weights: Float64Array, terms: number): Int8Array {
  const { stride, count, length } = rows;
  return kernel.borrow(() => {
    const out = combineInto(kernel, rows, packed(weights, count, terms), terms + (terms % 2));
    return Int8Array.from({ length: terms }, (_, k) => kernel.exports.signOfLargest(out + k * stride * 8, length));
  });
}

/** Weights as the kernel takes them: F32 [count rounded up to a multiple of 4, terms rounded up to even], zero beyond. */
export function packed(weights: Float64Array, count: number, terms: number): Float32Array {
  const even = terms + (terms % 2);
  const out = new Float32Array(Math.ceil(count / 4) * 4 * even);
  for (let k = 0; k < terms; k++) for (let i = 0; i < count; i++) out[i * even + k] = weights[k * count + i]!;
  return out;
}

/**
 * Address of F64 [terms, stride] combinations, taken from the kernel.
 */
export function combineInto(kernel: KernelInstance, { address, stride, count }: KernelRows, weights: Float32Array, terms: number): number {
  const weightsAt = kernel.put(weights);
  const scratch = kernel.take(terms * COLUMNS * 4);
  const out = kernel.take(terms * stride * 8);
  kernel.doubles(out, terms * stride).fill(0);
  kernel.exports.addCombinations(weightsAt, address, count, terms, stride, scratch, out);
  return out;
}
