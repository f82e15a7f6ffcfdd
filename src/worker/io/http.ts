/**
 * A recording behind an address. One probe asks for the first bytes: a server that serves ranges is then read range by
 * range; any other sends the file once, whole, which is asked about first when it is large.
 */
import { type ByteSource, memoryByteSource } from '../../core/recording/byteSource.ts';
import { FailureError } from '../failure.ts';
import { SharedTasks } from '../pool/sharedTasks.ts';
import { announcedLength, goodExchange, type HttpExchange, type HttpTarget, readBody } from './exchange.ts';
import { badAddress, changedMeanwhile, emptyFile, mayPass, tooLarge, unexpectedSize, webPage, wholeFile } from './httpFailures.ts';
import { contentRange, identityOf, type Patience, rangedSource } from './ranges.ts';

/** Bytes of the probe: covers the header of most recordings, so that opening takes one request. */
export const PROBE_BYTES = 64 * 1024;
/** Largest file taken in whole from a server without ranges, in bytes. */
const WHOLE_FILE_LIMIT = 2 ** 30;
/** Bytes that a server without ranges may send before the reader is asked. */
const ASK_BYTES = 16_000_000;

export interface HttpSourceOptions {
  readonly url: string;
  readonly name: string;
  /** Size from the catalog; another size is refused as `size-mismatch`. */
  readonly expectedBytes: number | null;
  /** The reader has agreed to a large download; without it one is refused as `confirm-download`. */
  readonly allowWhole?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes received of the probe or of the whole file. */
  readonly onProgress?: ((done: number, total: number | null) => void) | undefined;
  readonly shelf?: CopyShelf | undefined;
  readonly wholeFileLimit?: number;
  readonly askBytes?: number;
  readonly stallMs?: number | undefined;
  readonly patience?: Patience | undefined;
  readonly fetch?: typeof fetch | undefined;
}

export interface HttpByteSource extends ByteSource {
  /** What the server says tells the file from a later one at its address; null: it sends the file only whole. */
  readonly version: string | null;
}

/** Rejects with a FailureError for every way an address can fail (httpFailures.ts). */
export async function openHttpSource(options: HttpSourceOptions): Promise<HttpByteSource> {
  const { url, name, expectedBytes, signal, onProgress, stallMs } = options;
  if (!/^https?:/i.test(url) || !URL.canParse(url)) throw badAddress(name, url);
  const target: HttpTarget = { url, name, stallMs, fetch: options.fetch ?? ((input, init) => fetch(input, init)) };

  // Later ranges are held against this answer: from a cache it could be that of an earlier file, which none of them would match.
  const probe = await goodExchange(target, { start: 0, end: PROBE_BYTES, revalidate: true }, signal);
  const range = probe.response.status === 206 ? contentRange(probe.response) : null;
  if (range !== null && range.start === 0) {
    if (expectedBytes !== null && range.total !== expectedBytes) {
      await probe.cancel();
      throw unexpectedSize(name, range.total, expectedBytes);
    }
    const head = await readHead(probe, Math.min(range.end, PROBE_BYTES), (done, total) => onProgress?.(done, total));
    refuseWebPage(target, probe.response, head);
    const file = { byteLength: range.total, head, identity: identityOf(probe.response) };
    const version = JSON.stringify([file.byteLength, file.identity.etag ?? file.identity.lastModified]);
    return { ...rangedSource(target, file, options.patience), version };
  }

  // Status 206 without a readable total (a server of another origin may hide Content-Range) is of no use: ask for all.
  const hidden = probe.response.status !== 200;
  if (hidden) await probe.cancel();
  const first = hidden ? await goodExchange(target, null, signal) : probe;
  const bytes = await readWhole(target, first, options, hidden, onProgress);
  const source = wholeFileSource(name, bytes, options.shelf ?? ownShelf(), async (laterSignal, tell) => {
    const later = await goodExchange(target, null, laterSignal);
    const again = await readWhole(target, later, { ...options, allowWhole: true }, hidden, tell);
    if (again.byteLength !== bytes.byteLength) throw changedMeanwhile(name);
    return again;
  });
  return { ...source, version: null };
}

/** The first bytes as far as they come: what a break leaves out is read by range like any other. */
async function readHead(probe: HttpExchange, length: number, onProgress: (done: number, total: number) => void): Promise<Uint8Array> {
  const head = new Uint8Array(length);
  let received = 0;
  const take = (piece: Uint8Array) => {
    const needed = piece.subarray(0, length - received);
    head.set(needed, received);
    received += needed.byteLength;
    onProgress(received, length);
    return received < length;
  };
  await probe.read(take, length).catch((error: unknown) => {
    if (!(error instanceof FailureError) || !mayPass(error)) throw error;
  });
  return head.subarray(0, received);
}

async function readWhole(
  target: HttpTarget,
  answer: HttpExchange,
  { expectedBytes, allowWhole = false, wholeFileLimit = WHOLE_FILE_LIMIT, askBytes = ASK_BYTES }: HttpSourceOptions,
  hidden: boolean,
  onProgress: HttpSourceOptions['onProgress'],
): Promise<Uint8Array> {
  const { name } = target;
  const announced = announcedLength(answer.response);
  const size = announced ?? expectedBytes;
  if (size !== null && size > wholeFileLimit) {
    await answer.cancel();
    throw tooLarge(name, size, wholeFileLimit);
  }
  if (!allowWhole && size !== null && size > askBytes) {
    await answer.cancel();
    throw wholeFile(name, size, hidden);
  }
  const asks = !allowWhole && size === null && askBytes < wholeFileLimit;
  const bytes = await readBody(answer, {
    name,
    announced,
    limit: asks ? askBytes : wholeFileLimit,
    overLimit: (excess) => (asks ? wholeFile(name, excess, hidden) : tooLarge(name, excess, wholeFileLimit)),
    onProgress: (done) => onProgress?.(done, size),
  });
  if (bytes.byteLength === 0) throw emptyFile(name);
  refuseWebPage(target, answer.response, bytes);
  if (expectedBytes !== null && bytes.byteLength !== expectedBytes) throw unexpectedSize(name, bytes.byteLength, expectedBytes);
  return bytes;
}

function refuseWebPage({ name, url }: HttpTarget, response: Response, bytes: Uint8Array): void {
  const typed = /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
  const opening = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (typed || /^<(!doctype|html)/i.test(opening)) throw webPage(name, url);
}

// A file that its server sends only whole: kept in memory while there is room, and sent again when it is wanted later.

/** Where the copy is kept; it may be gone by the next time. */
export interface CopyShelf {
  get(): Uint8Array | undefined;
  set(bytes: Uint8Array): void;
}

/** A shelf that never lets go. */
function ownShelf(): CopyShelf {
  let kept: Uint8Array | undefined;
  return { get: () => kept, set: (bytes) => void (kept = bytes) };
}

type Download = (signal: AbortSignal | undefined, onProgress: (done: number, total: number | null) => void) => Promise<Uint8Array>;

/** @param again sends the file anew; rejects when it is another one by now */
function wholeFileSource(name: string, bytes: Uint8Array, shelf: CopyShelf, again: Download): ByteSource {
  const byteLength = bytes.byteLength;
  const downloads = new SharedTasks<Uint8Array, { readonly done: number; readonly total: number }>();
  shelf.set(bytes);
  return {
    name,
    byteLength,
    async read(start, end, signal, onProgress) {
      const download = (shared: AbortSignal, tell: (progress: { done: number; total: number }) => void) =>
        again(shared, (done, total) => tell({ done, total: total ?? byteLength }));
      let kept = shelf.get();
      if (kept === undefined) {
        kept = await downloads.run('whole', download, signal, ({ done, total }) => onProgress?.(done, total));
        shelf.set(kept);
      }
      return memoryByteSource(name, kept).read(start, end, signal);
    },
  };
}
