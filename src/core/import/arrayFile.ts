/** A file of named arrays as an import sees it, whatever its format. */
import { shortened } from '../recording/failure.ts';
import type { Fail } from './importError.ts';
import { MAX_ARRAYS, MAX_DIMENSIONS, MAX_NAME_LENGTH } from './limits.ts';

export type ArrayDtype = 'bool' | 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64' | 'f16' | 'bf16' | 'f32' | 'f64' | 'text';

export interface ArrayEntry {
  /** Untrusted text, never HTML; unique in its file. */
  readonly name: string;
  readonly dtype: ArrayDtype;
  /** Length of every axis; empty for a scalar. */
  readonly shape: readonly number[];
}

export interface ArrayFile {
  /** File name or address. */
  readonly name: string;
  readonly kind: 'npz' | 'npy' | 'safetensors' | 'json';
  /** In file order; a single .npy is named by its file stem. */
  readonly arrays: readonly ArrayEntry[];
  /**
   * Values row-major, whatever the file's order. F16, BF16 and F32 give a Float32Array, all else a Float64Array; booleans
   * are 0 and 1; NaN and infinities are passed on. Rejects with RecordingError: text arrays, integers that a double cannot
   * hold, more than MAX_VALUES, a failed checksum; or with what the source rejects with. `onProgress` hears stored bytes.
   */
  readonly readNumbers: (name: string, signal?: AbortSignal, onProgress?: (done: number, total: number) => void) => Promise<Float32Array | Float64Array>;
  /** Strings row-major, without numpy's padding. Rejects as `readNumbers` does. */
  readonly readText: (name: string, signal?: AbortSignal) => Promise<readonly string[]>;
}

/** How an array lies in its bytes. */
export interface ArrayLayout extends ArrayEntry {
  /** Product of the shape. */
  readonly count: number;
  /** Bytes of one value or string. */
  readonly width: number;
  readonly bigEndian: boolean;
  /** First axis runs fastest. */
  readonly fortran: boolean;
  /** Characters of a text array: four bytes each, or the bytes of UTF-8. */
  readonly characters: 'ucs4' | 'utf8' | null;
}

/** Bytes per value of every number type. */
export const DTYPE_WIDTH: Readonly<Record<Exclude<ArrayDtype, 'text'>, number>> = {
  bool: 1, i8: 1, u8: 1, i16: 2, u16: 2, i32: 4, u32: 4, i64: 8, u64: 8, f16: 2, bf16: 2, f32: 4, f64: 8,
};

/** Product of the shape, 1 for a scalar; null where it, or the bytes it takes at `width` each, passes 2^53. */
export function elementCount(shape: readonly number[], width: number): number | null {
  if (shape.includes(0)) return 0;
  let count = 1;
  for (const size of shape) {
    count *= size;
    if (!Number.isSafeInteger(count * Math.max(width, 1))) return null;
  }
  return count;
}

/** Refuses too many arrays, names too long or given twice, and too many axes. */
export function checkEntries(entries: readonly ArrayEntry[], fail: Fail): void {
  const fewer = 'Save the arrays to be shown into a file of their own.';
  if (entries.length > MAX_ARRAYS) throw fail('too-large', null, `The file holds ${entries.length} arrays; at most ${MAX_ARRAYS} are read.`, fewer);
  const names = new Set<string>();
  for (const { name, shape } of entries) {
    const field = name.slice(0, MAX_NAME_LENGTH);
    if (name.length > MAX_NAME_LENGTH) throw fail('too-large', field, `The name of an array has ${name.length} characters; at most ${MAX_NAME_LENGTH} are read.`, 'Give the array a shorter name.');
    if (shape.length > MAX_DIMENSIONS) throw fail('too-large', field, `Array ${shortened(name)} has ${shape.length} axes; at most ${MAX_DIMENSIONS} are read.`, 'Reshape the array.');
    if (names.has(name)) throw fail('invalid', field, `Two arrays of the file are named ${shortened(name)}.`, 'Save the file again with a name for each array.');
    names.add(name);
  }
}

/** Items that come first axis fastest, in row-major order. `items.length` is the product of `shape`. */
export function rowMajorOrder<T>(items: readonly T[], shape: readonly number[]): T[] {
  const ordered = new Array<T>(items.length);
  const place = rowMajorPlaces(shape);
  for (const item of items) ordered[place()] = item;
  return ordered;
}

/** Row-major places, one a call, of items that come first axis fastest. */
export function rowMajorPlaces(shape: readonly number[]): () => number {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const index = new Array<number>(shape.length).fill(0);
  let next = 0;
  return () => {
    const place = next;
    for (let axis = 0; axis < shape.length; axis++) {
      next += strides[axis]!;
      index[axis]! += 1;
      if (index[axis]! < shape[axis]!) break;
      next -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
    return place;
  };
}
