/**
 * One HTTP request from its first to its last byte, given up when nothing arrives for too long, and the reading of its
 * body with limits.
 */
import { type FailureError, isAbort } from '../failure.ts';
import { badStatus, crossOriginRefused, cutOff, stalled, unreachable } from './httpFailures.ts';

/** Milliseconds without a byte after which a server counts as silent. */
const STALL_MS = 30_000;
/** Longest wait in milliseconds to tell a refusal from a dead address. */
const OPAQUE_MS = 5000;

export interface HttpTarget {
  readonly url: string;
  /** File name, as messages show it. */
  readonly name: string;
  readonly fetch: typeof fetch;
  readonly stallMs?: number | undefined;
}

export interface HttpExchange {
  readonly response: Response;
  /**
   * Hands over the body piece by piece until it ends or `take` returns false, and resolves with the bytes handed over.
   * `announced` is what messages call the whole. Rejects with a FailureError (truncated, or network where it falls
   * silent) or as aborted.
   */
  read(take: (piece: Uint8Array) => boolean | void, announced: number | null): Promise<number>;
  /** Gives up what has not been read. */
  cancel(): Promise<void>;
}

export interface ByteRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Sent as If-Range, so that a file that has changed comes whole. */
  readonly ifUnchanged?: string | null;
  /** Not from the browser's cache before the server has said that it still holds. */
  readonly revalidate?: boolean;
}

/** Rejects with a FailureError of code `network` where no answer comes, or as aborted; any status is an answer. */
export async function exchange(target: HttpTarget, range: ByteRange | null, signal: AbortSignal | undefined): Promise<HttpExchange> {
  const { url, name, fetch, stallMs = STALL_MS } = target;
  const giveUp = new AbortController();
  const either = signal === undefined ? giveUp.signal : AbortSignal.any([signal, giveUp.signal]);
  let silent = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silent = true;
      giveUp.abort();
    }, stallMs);
  };
  const end = () => clearTimeout(timer);
  hear();

  let response: Response;
  try {
    response = await fetch(url, { headers: headersOf(range), signal: either, ...(range?.revalidate === true && { cache: 'no-cache' }) });
  } catch (error) {
    end();
    if (silent) throw stalled(name, url, stallMs, 0, null);
    if (isAbort(error)) throw error;
    throw (await answersOpaquely(url, fetch)) ? crossOriginRefused(name, url) : unreachable(name, url);
  }

  return {
    response,
    async read(take, announced) {
      const reader = response.body?.getReader();
      let received = 0;
      try {
        while (reader !== undefined) {
          hear();
          const { done, value } = await reader.read();
          if (done) break;
          received += value.byteLength;
          if (take(value) === false) {
            await reader.cancel();
            break;
          }
        }
        return received;
      } catch (error) {
        if (silent) throw stalled(name, url, stallMs, received, announced);
        if (isAbort(error) || !(error instanceof TypeError)) throw error;
        throw cutOff(name, received, announced);
      } finally {
        end();
      }
    },
    async cancel() {
      end();
      await response.body?.cancel().catch(() => undefined);
    },
  };
}

/** As `exchange`, and rejects with a FailureError for every status but 200 and 206. */
export async function goodExchange(target: HttpTarget, range: ByteRange | null, signal: AbortSignal | undefined): Promise<HttpExchange> {
  const answer = await exchange(target, range, signal);
  const { status } = answer.response;
  if (status === 200 || status === 206) return answer;
  await answer.cancel();
  throw badStatus(target.name, target.url, status);
}

/** Bytes of the body as the server announces them; null where it does not, or where they are compressed on the way. */
export function announcedLength({ headers }: Response): number | null {
  const text = headers.get('content-length');
  if (text === null || !/^\d+$/.test(text) || headers.has('content-encoding')) return null;
  return Number(text);
}

/** True for an address of another origin than the page's; false where there is no page. */
export function isCrossOrigin(url: string): boolean {
  return typeof location !== 'undefined' && new URL(url).origin !== location.origin;
}

function headersOf(range: ByteRange | null): Record<string, string> {
  if (range === null) return {};
  const { start, end, ifUnchanged = null } = range;
  return { Range: `bytes=${start}-${end - 1}`, ...(ifUnchanged === null ? {} : { 'If-Range': ifUnchanged }) };
}

/** A refused cross-origin read and a dead address fail alike; only the first answers a request whose answer stays hidden. */
async function answersOpaquely(url: string, fetch: HttpTarget['fetch']): Promise<boolean> {
  if (!isCrossOrigin(url)) return false;
  return fetch(url, { method: 'HEAD', mode: 'no-cors', signal: AbortSignal.timeout(OPAQUE_MS) }).then(
    () => true,
    () => false,
  );
}

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
