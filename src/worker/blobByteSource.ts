/** A local file as a byte source: slices are read from disk when asked for, never the whole file at once. */
import type { ByteSource } from '../core/recording/byteSource.ts';
import { FailureError, throwIfCancelled } from './failure.ts';

/** `read` rejects with `truncated` past the end and with `not-found` when the file has changed or gone since it was chosen. */
export function blobByteSource(blob: Blob, name: string): ByteSource {
  return {
    name,
    byteLength: blob.size,
    async read(start, end, signal) {
      throwIfCancelled(signal, name);
      if (end > blob.size) {
        throw new FailureError({
          code: 'truncated',
          file: name,
          field: null,
          message: `The file ends at byte ${blob.size}, but bytes up to ${end} were expected.`,
          remedy: 'Copy or record the file again; it seems to have been cut off.',
        });
      }
      let buffer: ArrayBuffer;
      try {
        buffer = await blob.slice(start, end).arrayBuffer();
      } catch (error) {
        throw new FailureError({
          code: 'not-found',
          file: name,
          field: null,
          message: `The file could not be read (${error instanceof Error ? error.message : String(error)}).`,
          remedy: 'It may have changed or moved since it was chosen: open it again.',
        });
      }
      throwIfCancelled(signal, name);
      return new Uint8Array(buffer);
    },
  };
}
