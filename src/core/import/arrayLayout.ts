/** How an array lies in its bytes. */
import { shortened } from '../recording/recordingError.ts';
import type { ArrayDtype, ArrayEntry } from './arrayFile.ts';
import type { Fail } from './importError.ts';
import { MAX_ARRAYS, MAX_DIMENSIONS, MAX_NAME_LENGTH } from './limits.ts';

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
