import { expect } from 'vitest';
import { memoryByteSource } from '../../../../src/core/recording/byteSource.ts';
import { type RecordingFailure, RecordingError } from '../../../../src/core/recording/failure.ts';
import type { ArrayFile } from '../../../../src/core/import/arrayFile.ts';
import { openArrayFile } from '../../../../src/core/import/openArrayFile.ts';

export const openBytes = (bytes: Uint8Array, name = 'file.npz'): Promise<ArrayFile> => openArrayFile(memoryByteSource(name, bytes));

export interface ReadArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly (number | string)[];
}

/** Everything a file holds, by name. */
export async function readAll(file: ArrayFile): Promise<Map<string, ReadArray>> {
  const read = new Map<string, ReadArray>();
  for (const { name, dtype, shape } of file.arrays) {
    const values = dtype === 'text' ? await file.readText(name) : [...(await file.readNumbers(name))];
    read.set(name, { dtype, shape, values });
  }
  return read;
}

/** Opens and reads everything; the failure that this ends in. Fails the test when it does not. */
export async function failureOf(bytes: Uint8Array, name = 'file.npz'): Promise<RecordingFailure> {
  try {
    await readAll(await openBytes(bytes, name));
  } catch (error) {
    expect(error).toBeInstanceOf(RecordingError);
    const { failure } = error as RecordingError;
    expect(failure.file).toBe(name);
    expect(failure.message.length).toBeLessThan(400);
    expect(failure.remedy).not.toBe('');
    return failure;
  }
  throw new Error('the file opened without a failure');
}
