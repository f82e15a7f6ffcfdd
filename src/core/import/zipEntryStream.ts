/** The data of one zip entry, inflated piece by piece. */
import type { ByteSource } from '../recording/byteSource.ts';
import { shortened } from '../recording/recordingError.ts';
import { PIECE_BYTES, readExactly, sourceStream, type ByteStream } from './byteStream.ts';
import { crc32 } from './crc32.ts';
import { failIn, SAVE_AGAIN, type Fail } from './importError.ts';
import type { ZipEntry } from './zipDirectory.ts';

/** Bytes of the archive read for an entry's first bytes. */
const HEAD_PIECE = 4096;

/**
 * All data of an entry. Inflating stops as soon as it gives more than was announced; less, or another checksum, is refused at the
 * end: `take` has then heard data that are not sound.
 */
export function zipEntryStream(source: ByteSource, entry: ZipEntry): ByteStream {
  const fail = failIn(source.name);
  return async (take, signal, onProgress) => {
    let size = 0;
    let crc = 0;
    const checked = (piece: Uint8Array): void => {
      size += piece.length;
      if (size > entry.size) throw wrongSize(entry, fail);
      crc = crc32(piece, crc);
      take(piece);
    };
    await rawStream(source, entry, PIECE_BYTES, fail)(checked, signal, onProgress);
    if (size !== entry.size) throw wrongSize(entry, fail);
    if (crc !== entry.crc) throw fail('invalid', entry.name, `The data of ${shortened(entry.name)} do not have the checksum that the archive gives.`, 'Download or copy the file again; it was damaged on the way.');
  };
}

/** First `length` bytes of an entry, or all where it has fewer; their checksum is not known yet. */
export async function zipEntryHead(source: ByteSource, entry: ZipEntry, length: number, signal?: AbortSignal): Promise<Uint8Array> {
  const fail = failIn(source.name);
  const head = new Uint8Array(Math.min(length, entry.size));
  let at = 0;
  const enough = new Error('enough');
  try {
    await rawStream(source, entry, HEAD_PIECE, fail)((piece) => {
      const taken = piece.subarray(0, head.length - at);
      head.set(taken, at);
      at += taken.length;
      if (at === head.length) throw enough;
    }, signal);
  } catch (error) {
    if (error !== enough) throw error;
  }
  if (at < head.length) throw wrongSize(entry, fail);
  return head;
}

function rawStream(source: ByteSource, { name, deflated, start, packed }: ZipEntry, pieceBytes: number, fail: Fail): ByteStream {
  if (!deflated) return sourceStream(source, start, start + packed, fail, pieceBytes);
  return async (take, signal, onProgress) => {
    let at = 0;
    let sourceFault: { readonly error: unknown } | null = null;
    const packedBytes = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        async pull(controller) {
          if (at === packed) return controller.close();
          const end = Math.min(at + pieceBytes, packed);
          try {
            controller.enqueue(new Uint8Array(await readExactly(source, start + at, start + end, fail, signal)));
          } catch (error) {
            sourceFault = { error };
            throw error;
          }
          at = end;
          onProgress?.(at, packed);
        },
      },
      { highWaterMark: 0 },
    );
    const inflated = packedBytes.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (;;) {
      const next = await inflated.read().catch((): never => {
        if (sourceFault !== null) throw sourceFault.error;
        throw fail('invalid', name, `The data of ${shortened(name)} cannot be inflated.`, 'Download or copy the file again; it was damaged on the way.');
      });
      if (next.done) return;
      try {
        take(next.value);
      } catch (error) {
        await inflated.cancel().catch(() => undefined);
        throw error;
      }
    }
  };
}

function wrongSize({ name, size }: ZipEntry, fail: Fail): Error {
  return fail('size-mismatch', name, `The data of ${shortened(name)} are not the ${size} bytes that the archive announces.`, SAVE_AGAIN);
}
