import { expect } from 'vitest';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { type RecordingFailure, RecordingError } from '../../../src/core/recording/failure.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';

/** Opens the bytes and reads every layer, by sequence too; the failure that this ends in. Fails the test when it does not. */
export async function failureOf(bytes: Uint8Array, name = 'file.safetensors'): Promise<RecordingFailure> {
  try {
    const recording = await openRecording(memoryByteSource(name, bytes));
    for (const layer of recording.info.metadata.layers) await recording.readLayer(layer);
    for (const layer of recording.info.metadata.layersBySequence ?? []) await recording.readBySequence?.(layer);
  } catch (error) {
    expect(error).toBeInstanceOf(RecordingError);
    return (error as RecordingError).failure;
  }
  throw new Error('the recording opened without a failure');
}
