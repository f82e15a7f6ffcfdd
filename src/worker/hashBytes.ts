/** The SHA-256 of a recording's bytes, read piece by piece so that no file is held whole. */
import type { ByteSource } from '../core/recording/byteSource.ts';
import { createSha256 } from '../core/recording/sha256.ts';
import { throwIfCancelled } from './failure.ts';

/** Bytes asked for at a time: a request to a server each. */
const READ_BYTES = 8 * 2 ** 20;
/** Bytes hashed between two turns of the event loop, a few milliseconds' work. */
const TURN_BYTES = 2 ** 20;

export interface HashBytesOptions {
  readonly signal: AbortSignal;
  readonly turn: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** 64 lowercase hexadecimal digits. Rejects with `cancelled`, or with what the source rejects with. */
export async function hashBytes(source: ByteSource, { signal, turn, onProgress }: HashBytesOptions): Promise<string> {
  const total = source.byteLength;
  const hash = createSha256();
  for (let start = 0; start < total; start += READ_BYTES) {
    const bytes = await source.read(start, Math.min(total, start + READ_BYTES), signal);
    for (let at = 0; at < bytes.length; at += TURN_BYTES) {
      hash.update(bytes.subarray(at, at + TURN_BYTES));
      onProgress(Math.min(total, start + at + TURN_BYTES), total);
      await turn();
      throwIfCancelled(signal, source.name);
    }
  }
  return hash.hex();
}
