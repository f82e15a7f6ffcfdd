import type { CentredBlock } from '../linalg/centreRows.ts';
import { type CombinableRows, componentsOf, type GramPca, mirror, type PcaParts } from '../linalg/gramPca.ts';
import { kernelEigenpairs } from './kernelEigenpairs.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** Multiply-adds between two yields: some ten milliseconds. */
const WORK_PER_STEP = 1.5e8;

/** F32 [count, stride] rows in the kernel's memory, of which `length` values a row count. */
export interface KernelRows {
  readonly address: number;
  readonly stride: number;
  readonly count: number;
  readonly length: number;
}

/** Rows of a frame in the kernel's memory. */
export class KernelBlock implements CentredBlock {
  readonly count: number;
  readonly length: number;
  readonly nodes: Int32Array;
  readonly rows: KernelRows;
  readonly #kernel: KernelInstance;

  constructor(kernel: KernelInstance, { nodes, ...rows }: KernelRows & { readonly nodes: Int32Array }) {
    this.#kernel = kernel;
    this.rows = rows;
    this.count = rows.count;
    this.length = rows.length;
    this.nodes = nodes;
  }

  gram(): Generator<void, Float64Array> {
    return kernelGram(this.#kernel, this.rows);
  }

  pca(gramMatrix: Float64Array, wanted: number, parts: PcaParts): Generator<void, GramPca> {
    return componentsOf(combinable(this.#kernel, this.rows), gramMatrix, wanted, parts);
  }

  project(loadings: Float64Array, components: number): Float64Array {
    const kernel = this.#kernel;
    const { address, stride, count, length } = this.rows;
    return kernel.borrow(() => {
      const basis = kernel.take(components * stride * 4);
      const out = kernel.take(count * components * 8);
      const values = kernel.floats(basis, components * stride).fill(0);
      for (let k = 0; k < components; k++) values.set(loadings.subarray(k * length, (k + 1) * length), k * stride);
      const products = kernel.doubles(out, count * components).fill(0);
      kernel.exports.addProducts(address, 0, count, basis, 0, components, stride, out, components);
      return products.slice();
    });
  }
}

/** The rows as componentsOf asks for them. */
export function combinable(kernel: KernelInstance, rows: KernelRows): CombinableRows {
  return {
    count: rows.count,
    length: rows.length,
    combine: (weights, terms) => combinations(kernel, rows, weights, terms),
    signs: (weights, terms) => combinationSigns(kernel, rows, weights, terms),
    eigenpairs: (matrix, size, wanted) => kernelEigenpairs(kernel, matrix, size, wanted),
  };
}

/** [count, count] Gram matrix, symmetric to the last bit. Yields between strips of rows. */
export function* kernelGram(kernel: KernelInstance, { address, stride, count }: KernelRows): Generator<void, Float64Array> {
  const out = new Float64Array(count * count);
  const step = Math.max(3, Math.floor(WORK_PER_STEP / Math.max(1, count * stride) / 3) * 3);
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step);
    kernel.borrow(() => {
      // The strip's rows alone: the kernel writes [from, to) of an address that would hold the whole matrix.
      const strip = kernel.take((to - from) * count * 8);
      kernel.doubles(strip, (to - from) * count).fill(0);
      kernel.exports.addGram(address, from, to, count, stride, strip - from * count * 8);
      out.set(kernel.doubles(strip, (to - from) * count), from * count);
    });
    yield;
  }
  mirror(out, count);
  return out;
}

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
function combinationSigns(kernel: KernelInstance, rows: KernelRows, weights: Float64Array, terms: number): Int8Array {
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
