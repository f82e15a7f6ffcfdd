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
