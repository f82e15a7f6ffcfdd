/** Where a recording's bytes come from: memory, a file slice or HTTP ranges, whole or piece by piece. */
import { DOWNLOAD_AGAIN, type Fail } from '../import/importError.ts';

/** Where a recording's bytes come from: memory, a file slice or HTTP ranges. */
export interface ByteSource {
  /** File name or address, as error messages show it. */
  readonly name: string;
  readonly byteLength: number;
  /**
   * Bytes [start, end). Resolves with exactly `end - start` bytes or rejects. `onProgress` hears how many of them have
   * arrived, where they arrive piece by piece.
   */
  read(start: number, end: number, signal?: AbortSignal, onProgress?: (done: number, total: number) => void): Promise<Uint8Array>;
  /**
   * Bytes [start, end) in order, piece by piece, so that whoever decodes them never holds them all. A piece is the
   * taker's only until `take` returns. Where absent, `readPieces` below takes one piece from `read`.
   */
  readPieces?(start: number, end: number, take: (piece: Uint8Array) => void, signal?: AbortSignal): Promise<void>;
}

/** Resolves once exactly `end - start` bytes have been taken; rejects as `read` does, perhaps after some of them. */
export async function readPieces(
  source: ByteSource,
  start: number,
  end: number,
  take: (piece: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<void> {
  if (source.readPieces !== undefined) return source.readPieces(start, end, take, signal);
  take(await source.read(start, end, signal));
}

/** A source over bytes already in memory. Reads are views, not copies. */
export function memoryByteSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    byteLength: bytes.byteLength,
    read: (start, end, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) reject(signal.reason as Error);
        else if (start < 0 || end < start || end > bytes.byteLength) {
          reject(new RangeError(`bytes [${start}, ${end}) lie outside ${name} of ${bytes.byteLength} bytes`));
        } else resolve(bytes.subarray(start, end));
      }),
  };
}

/** Bytes put together as they arrive, in memory that is theirs alone. */
export class ByteCollector {
  /** Bytes that have not arrived yet are 0. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  #received = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  /** Bytes taken so far. */
  get received(): number {
    return this.#received;
  }

  /** The next bytes, which are copied. Throws RangeError on more than there is room for. */
  take(piece: Uint8Array): void {
    if (this.#received + piece.length > this.bytes.length) throw new RangeError(`more than ${this.bytes.length} bytes`);
    this.bytes.set(piece, this.#received);
    this.#received += piece.length;
  }
}

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
