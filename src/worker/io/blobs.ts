/** A local file as a byte source: slices are read from disk when asked for, never the whole file at once. */
import type { ByteSource } from '../../core/recording/byteSource.ts';
import { FailureError, throwIfCancelled } from '../failure.ts';

/** Bytes of one piece of a large read. */
const PIECE_BYTES = 4 * 2 ** 20;

/** `read` rejects with `truncated` past the end and with `not-found` when the file has changed or gone since it was chosen. */
export function blobByteSource(blob: Blob, name: string, pieceBytes = PIECE_BYTES): ByteSource {
  async function slice(start: number, end: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    throwIfCancelled(signal, name);
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
  }

  function checkEnd(end: number): void {
    if (end <= blob.size) return;
    throw new FailureError({
      code: 'truncated',
      file: name,
      field: null,
      message: `The file ends at byte ${blob.size}, but bytes up to ${end} were expected.`,
      remedy: 'Copy or record the file again; it seems to have been cut off.',
    });
  }

  return {
    name,
    byteLength: blob.size,
    async read(start, end, signal) {
      throwIfCancelled(signal, name);
      checkEnd(end);
      return slice(start, end, signal);
    },
    async readPieces(start, end, take, signal) {
      throwIfCancelled(signal, name);
      checkEnd(end);
      for (let at = start; at < end; at += pieceBytes) take(await slice(at, Math.min(end, at + pieceBytes), signal));
    },
  };
}
