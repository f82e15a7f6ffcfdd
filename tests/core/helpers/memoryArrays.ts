/** A file of arrays in memory, without any format. */
import type { ArrayDtype, ArrayFile } from '../../../src/core/import/arrayFile.ts';
import type { ArrayListing, ListedArray } from '../../../src/core/import/mapping.ts';

export interface MemoryArray {
  readonly name: string;
  readonly dtype: ArrayDtype;
  readonly shape: readonly number[];
  readonly values: readonly number[] | readonly string[];
}

export const numbers = (name: string, shape: readonly number[], value: (at: number) => number, dtype: ArrayDtype = 'f32'): MemoryArray => ({
  name, dtype, shape, values: Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, at) => value(at)),
});

export const words = (name: string, texts: readonly string[]): MemoryArray => ({ name, dtype: 'text', shape: [texts.length], values: texts });

/** [n, n] of a ring in order. */
export const ringMatrix = (name: string, n: number, dtype: ArrayDtype = 'i8'): MemoryArray =>
  numbers(name, [n, n], (at) => {
    const step = Math.abs(Math.floor(at / n) - (at % n));
    return step === 1 || step === n - 1 ? 1 : 0;
  }, dtype);

/** Unlike for every cell, and never 0. */
export const meanValue = (seed: number) => (at: number): number => Math.sin(seed * 7.1 + at * 1.7) + 2;

export interface MemoryArrayFile extends ArrayFile {
  /** Names of the arrays read as numbers, in order. */
  readonly reads: string[];
}

export function arrayFile(arrays: readonly MemoryArray[], name = 'means.npz'): MemoryArrayFile {
  const reads: string[] = [];
  const find = (array: string) => arrays.find((one) => one.name === array)!;
  return {
    name,
    kind: 'npz',
    arrays: arrays.map(({ name: array, dtype, shape }) => ({ name: array, dtype, shape })),
    reads,
    readNumbers(array, _signal, onProgress) {
      reads.push(array);
      const { values, dtype } = find(array);
      onProgress?.(values.length, values.length);
      return Promise.resolve(dtype === 'f32' ? Float32Array.from(values as number[]) : Float64Array.from(values as number[]));
    },
    readText: (array) => Promise.resolve(find(array).values as string[]),
  };
}

/** Arrays with their shapes alone, as those are listed that are too large to look into. */
export function listing(arrays: readonly (Pick<ListedArray, 'name' | 'dtype' | 'shape'> & Partial<ListedArray>)[]): ArrayListing {
  return { file: 'means.npz', kind: 'npz', arrays: arrays.map((array) => ({ numbers: null, texts: null, matrix: null, ...array })) };
}
