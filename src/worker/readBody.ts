/** Reads a response body to the end into one buffer, with progress, a byte limit and a check of the announced length. */
import { cutOff, tooLarge } from './httpFailures.ts';
import { isAbort } from './failure.ts';

export interface BodyExpectation {
  readonly name: string;
  /** Bytes the server announced, or null when it did not say or the body is compressed in transit. */
  readonly announced: number | null;
  /** Most bytes taken in; more is `too-large`. */
  readonly limit: number;
  readonly onProgress?: ((received: number) => void) | undefined;
}

export async function readBody(response: Response, { name, announced, limit, onProgress }: BodyExpectation): Promise<Uint8Array> {
  if (announced !== null && announced > limit) {
    await response.body?.cancel();
    throw tooLarge(name, announced, limit);
  }
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (isAbort(error)) throw error;
      throw cutOff(name, received, announced ?? received + 1);
    });
    if (done) break;
    received += value.byteLength;
    if (received > limit) {
      await reader.cancel();
      throw tooLarge(name, received, limit);
    }
    chunks.push(value);
    onProgress?.(received);
  }
  if (announced !== null && received < announced) throw cutOff(name, received, announced);
  return concatenate(chunks, received);
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
