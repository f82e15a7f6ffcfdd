import type { ByteSource } from '../recording/byteSource.ts';
import { DOWNLOAD_AGAIN, type Fail } from './importError.ts';

type Progress = (done: number, total: number) => void;

/** Hands a run of bytes to `take` piece by piece. What `take` throws ends it, and is what it rejects with. */
export type ByteStream = (take: (piece: Uint8Array) => void, signal?: AbortSignal, onProgress?: Progress) => Promise<void>;

/** Bytes asked of a source at a time: few requests over a network, little memory beside the values. */
export const PIECE_BYTES = 2 ** 23;

/** Bytes [start, end) of a source. */
export function sourceStream(source: ByteSource, start: number, end: number, fail: Fail, pieceBytes = PIECE_BYTES): ByteStream {
  return async (take, signal, onProgress) => {
    for (let at = start; at < end; at += pieceBytes) {
      const before = at - start;
      take(await readExactly(source, at, Math.min(at + pieceBytes, end), fail, signal, onProgress && ((done) => onProgress(before + done, end - start))));
    }
    onProgress?.(end - start, end - start);
  };
}

/** Bytes [start, end) of a source, which has that many; a source that hands over fewer is refused. */
export async function readExactly(source: ByteSource, start: number, end: number, fail: Fail, signal?: AbortSignal, onProgress?: Progress): Promise<Uint8Array> {
  const bytes = await source.read(start, end, signal, onProgress);
  if (bytes.length !== end - start) throw fail('truncated', null, `${end - start} bytes were wanted at byte ${start}; ${bytes.length} arrived.`, DOWNLOAD_AGAIN);
  return bytes;
}
