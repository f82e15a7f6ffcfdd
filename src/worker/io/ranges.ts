/** A file on a server that serves byte ranges. A read that breaks off goes on from the byte where it stopped. */
import type { ByteSource } from '../../core/recording/byteSource.ts';
import { FailureError, throwIfCancelled } from '../failure.ts';
import { exchange, isCrossOrigin, type HttpTarget } from './exchange.ts';
import { badStatus, changedMeanwhile, cutOff, mayPass, unreachable } from './httpFailures.ts';

export interface Patience {
  /** Attempts without progress before a read fails. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for every further one. */
  readonly backoffMs: number;
}

const PATIENCE: Patience = { attempts: 4, backoffMs: 500 };
/** Bytes that count as progress: a server that sends a trickle between two breaks is given up all the same. */
const PROGRESS_BYTES = 64 * 1024;

/** What the first answer said of the file. */
export interface RangedFile {
  readonly byteLength: number;
  /** The file's first bytes, answered without a request. */
  readonly head: Uint8Array;
  readonly identity: FileIdentity;
}

/** Headers that change with the file; null where the server does not send them or hides them. */
export interface FileIdentity {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export function identityOf({ headers }: Response): FileIdentity {
  return { etag: headers.get('etag'), lastModified: headers.get('last-modified') };
}

/** The range and total the server announced, `end` exclusive; null when absent, malformed or without a total. */
export function contentRange({ headers }: Response): { start: number; end: number; total: number } | null {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  if (match === null) return null;
  return { start: Number(match[1]), end: Number(match[2]) + 1, total: Number(match[3]) };
}

export function rangedSource(target: HttpTarget, file: RangedFile, patience: Patience = PATIENCE): ByteSource {
  const { name } = target;
  const { byteLength, head } = file;

  async function readPieces(start: number, end: number, take: (piece: Uint8Array) => void, signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal, name);
    if (end > byteLength) throw cutOff(name, byteLength, end);
    let at = start;
    let failed = 0;
    const accept = (piece: Uint8Array) => {
      at += piece.byteLength;
      take(piece);
    };
    if (at < Math.min(end, head.byteLength)) accept(head.subarray(at, Math.min(end, head.byteLength)));
    while (at < end) {
      const before = at;
      try {
        await readOnce(target, file, at, end, accept, signal);
      } catch (error) {
        if (!(error instanceof FailureError) || !mayPass(error)) throw error;
        // A silence has taken its time already.
        const cost = error.failure.field === 'timeout' ? 2 : 1;
        failed = at - before >= PROGRESS_BYTES ? 1 : failed + cost;
        if (failed >= patience.attempts) throw inWords(error, target, at - start, end - start);
        await pause(patience.backoffMs * 2 ** (failed - 1), signal);
        throwIfCancelled(signal, name);
      }
    }
  }

  return {
    name,
    byteLength,
    readPieces,
    async read(start, end, signal, onProgress) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
      let received = 0;
      const take = (piece: Uint8Array) => {
        bytes.set(piece, received);
        received += piece.byteLength;
        onProgress?.(received, end - start);
      };
      await readPieces(start, end, take, signal);
      return bytes;
    },
  };
}

/** One request for [at, end); rejects with a FailureError once it breaks off. */
async function readOnce(
  target: HttpTarget,
  { byteLength, identity }: RangedFile,
  at: number,
  end: number,
  accept: (piece: Uint8Array) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const answer = await exchange(target, { start: at, end, ifUnchanged: ifRange(target.url, identity) }, signal).catch((error: unknown) => {
    // The server has let this page read before: what looks like a refusal now is a connection that broke.
    throw error instanceof FailureError && error.failure.field === 'CORS' ? unreachable(target.name, target.url) : error;
  });
  const { response } = answer;
  if (response.status !== 206 && response.status !== 200 && response.status !== 416) {
    await answer.cancel();
    throw badStatus(target.name, target.url, response.status);
  }
  const range = response.status === 206 ? contentRange(response) : null;
  const { etag, lastModified } = identityOf(response);
  const same = range?.total === byteLength && etag === identity.etag && lastModified === identity.lastModified;
  if (range === null || range.start !== at || !same) {
    await answer.cancel();
    throw changedMeanwhile(target.name);
  }
  const wanted = end - at;
  let received = 0;
  await answer.read((piece) => {
    const needed = piece.subarray(0, wanted - received);
    received += needed.byteLength;
    accept(needed);
    return received < wanted;
  }, wanted);
  if (received < wanted) throw cutOff(target.name, received, wanted);
}

/** Only a strong tag may be asked about, and to another origin the header would need a permission that few servers give. */
function ifRange(url: string, { etag }: FileIdentity): string | null {
  return etag !== null && !etag.startsWith('W/') && !isCrossOrigin(url) ? etag : null;
}

/** A break as the reader is told of it: counted over the whole read rather than its last request. */
function inWords(error: FailureError, { name }: HttpTarget, received: number, wanted: number): FailureError {
  return error.failure.code === 'truncated' ? cutOff(name, received, wanted) : error;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}
