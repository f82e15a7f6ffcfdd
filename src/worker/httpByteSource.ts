/**
 * A recording behind an address. One probe asks for the first bytes: a server that serves ranges is then read range by
 * range; any other sends the file once, whole, and it stays in memory.
 */
import { memoryByteSource, type ByteSource } from '../core/recording/byteSource.ts';
import { isAbort, throwIfCancelled } from './failure.ts';
import {
  badAddress,
  badStatus,
  changedMeanwhile,
  crossOriginRefused,
  cutOff,
  emptyFile,
  unexpectedSize,
  unreachable,
  webPage,
} from './httpFailures.ts';
import { readBody } from './readBody.ts';

/** Bytes of the probe: covers the header of most recordings, so that opening takes one request. */
export const PROBE_BYTES = 64 * 1024;
/** Largest file taken in whole from a server without ranges, in bytes. */
export const WHOLE_FILE_LIMIT = 2 ** 30;

export interface HttpSourceOptions {
  readonly url: string;
  readonly name: string;
  /** Size from the catalog; another size is refused as `size-mismatch`. */
  readonly expectedBytes: number | null;
  readonly signal?: AbortSignal | undefined;
  /** Bytes received of the probe or of the whole file. */
  readonly onProgress?: ((done: number, total: number | null) => void) | undefined;
  readonly wholeFileLimit?: number;
  readonly fetch?: typeof fetch;
}

interface Request {
  readonly url: string;
  readonly name: string;
  readonly fetch: typeof fetch;
}

/** Rejects with a FailureError for every way an address can fail (httpFailures.ts). */
export async function openHttpSource(options: HttpSourceOptions): Promise<ByteSource> {
  const { url, name, expectedBytes, signal, onProgress, wholeFileLimit = WHOLE_FILE_LIMIT } = options;
  if (!/^https?:/i.test(url) || !URL.canParse(url)) throw badAddress(name, url);
  const request: Request = { url, name, fetch: options.fetch ?? ((input, init) => fetch(input, init)) };

  const probe = await get(request, signal, { start: 0, end: PROBE_BYTES });
  const range = probe.status === 206 ? contentRange(probe) : null;
  if (range !== null && range.start === 0) {
    const { total } = range;
    if (expectedBytes !== null && total !== expectedBytes) {
      await probe.body?.cancel();
      throw unexpectedSize(name, total, expectedBytes);
    }
    const announced = range.end;
    const head = await readBody(probe, { name, announced, limit: Math.max(PROBE_BYTES, announced), onProgress: (done) => onProgress?.(done, announced) });
    refuseWebPage(request, probe, head);
    return rangedSource(request, total, head, probe.headers.get('etag'));
  }

  // Status 206 without a readable total (a server of another origin may hide Content-Range) is of no use: ask for all.
  if (probe.status !== 200) await probe.body?.cancel();
  const whole = probe.status === 200 ? probe : await get(request, signal, null);
  const announced = announcedLength(whole);
  const bytes = await readBody(whole, {
    name,
    announced,
    limit: wholeFileLimit,
    onProgress: (done) => onProgress?.(done, announced ?? expectedBytes),
  });
  if (bytes.byteLength === 0) throw emptyFile(name);
  refuseWebPage(request, whole, bytes);
  if (expectedBytes !== null && bytes.byteLength !== expectedBytes) throw unexpectedSize(name, bytes.byteLength, expectedBytes);
  return memoryByteSource(name, bytes);
}

function rangedSource(request: Request, total: number, head: Uint8Array, etag: string | null): ByteSource {
  const { name } = request;
  return {
    name,
    byteLength: total,
    async read(start, end, signal, onProgress) {
      throwIfCancelled(signal, name);
      if (end > total) throw cutOff(name, total, end);
      if (end <= start) return new Uint8Array(0);
      if (end <= head.byteLength) return head.slice(start, end);
      const response = await get(request, signal, { start, end });
      const range = response.status === 206 ? contentRange(response) : null;
      const sameFile = range?.total === total && response.headers.get('etag') === etag;
      if (range === null || range.start !== start || !sameFile) {
        await response.body?.cancel();
        throw changedMeanwhile(name);
      }
      const length = end - start;
      return readBody(response, { name, announced: length, limit: length, onProgress: (done) => onProgress?.(done, length) });
    },
  };
}

async function get(
  { url, name, fetch }: Request,
  signal: AbortSignal | undefined,
  range: { start: number; end: number } | null,
): Promise<Response> {
  const headers: Record<string, string> = range === null ? {} : { Range: `bytes=${range.start}-${range.end - 1}` };
  let response: Response;
  try {
    response = await fetch(url, { headers, signal: signal ?? null });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw (await answersOpaquely(url, fetch)) ? crossOriginRefused(name, url) : unreachable(name, url);
  }
  if (response.status === 200 || response.status === 206) return response;
  await response.body?.cancel();
  // A range that cannot be satisfied from byte 0 means that there are no bytes.
  if (response.status === 416) throw emptyFile(name);
  throw badStatus(name, url, response.status);
}

/** A refused cross-origin read and a dead address fail alike; only the first answers a request whose answer stays hidden. */
async function answersOpaquely(url: string, fetch: Request['fetch']): Promise<boolean> {
  if (typeof location === 'undefined' || new URL(url).origin === location.origin) return false;
  return fetch(url, { method: 'HEAD', mode: 'no-cors' }).then(
    () => true,
    () => false,
  );
}

/** The range and total the server announced, `end` exclusive; null when absent, malformed or without a total. */
function contentRange(response: Response): { start: number; end: number; total: number } | null {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  if (match === null) return null;
  return { start: Number(match[1]), end: Number(match[2]) + 1, total: Number(match[3]) };
}

function announcedLength(response: Response): number | null {
  const text = response.headers.get('content-length');
  if (text === null || !/^\d+$/.test(text) || response.headers.has('content-encoding')) return null;
  return Number(text);
}

function refuseWebPage(request: Request, response: Response, bytes: Uint8Array): void {
  const typed = /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
  const opening = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (typed || /^<(!doctype|html)/i.test(opening)) throw webPage(request.name, request.url);
}
