/** Reads a response body to the end into one buffer, with progress, a byte limit and a check of the announced length. */
import { type FailureError } from './failure.ts';
import type { HttpExchange } from './httpExchange.ts';
import { cutOff } from './httpFailures.ts';

export interface BodyExpectation {
  readonly name: string;
  /** Bytes the server announced, or null when it did not say or the body is compressed in transit. */
  readonly announced: number | null;
  /** Most bytes taken in. */
  readonly limit: number;
  /** What a body over the limit fails with; `bytes` is what was announced, or null when only the limit is known to be passed. */
  readonly overLimit: (bytes: number | null) => FailureError;
  readonly onProgress?: ((received: number) => void) | undefined;
}

export async function readBody(answer: HttpExchange, expectation: BodyExpectation): Promise<Uint8Array> {
  const { name, announced, limit, overLimit, onProgress } = expectation;
  if (announced !== null && announced > limit) {
    await answer.cancel();
    throw overLimit(announced);
  }
  const whole = announced === null ? null : new Uint8Array(announced);
  const chunks: Uint8Array[] = [];
  let received = 0;
  const fits = (piece: Uint8Array) => received + piece.byteLength <= (announced ?? limit);
  let excess = false;
  const take = (piece: Uint8Array) => {
    if (!fits(piece)) {
      excess = true;
      return false;
    }
    if (whole === null) chunks.push(piece);
    else whole.set(piece, received);
    received += piece.byteLength;
    onProgress?.(received);
    return true;
  };
  await answer.read(take, announced);
  if (excess) throw overLimit(null);
  if (whole === null) return concatenate(chunks, received);
  if (received < whole.byteLength) throw cutOff(name, received, whole.byteLength);
  return whole;
}

function concatenate(chunks: readonly Uint8Array[], byteLength: number): Uint8Array {
  const all = new Uint8Array(byteLength);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return all;
}
