/** Downloads one recording into the kept files: piece by piece, whole or not at all. */
import { FailureError, isAbort } from '../worker/failure.ts';
import { badStatus, cutOff, unexpectedSize, unreachable, webPage } from '../worker/io/httpFailures.ts';
import { PIECE_BYTES, type KeptFile, type KeptFiles } from './keptFiles.ts';

export interface KeepRequest {
  readonly url: string;
  readonly title: string;
  /** From the catalog; null where no catalog lists the file. */
  readonly bytes: number | null;
  readonly sha256: string | null;
}

export interface KeepOptions {
  readonly files: KeptFiles;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Bytes of this file so far. */
  readonly onProgress: (done: number) => void;
}

/**
 * Rejects with a FailureError (`network`, `not-found`, `truncated`, `size-mismatch`, `wrong-format`, `too-large` where
 * the device has no room) or with the abort; nothing of the file stays then.
 */
export async function keepFile(request: KeepRequest, options: KeepOptions): Promise<KeptFile> {
  const { url } = request;
  const { files } = options;
  try {
    await files.remove(url);
    const response = await answer(request, options);
    const bytes = await store(request, response, options);
    const announced = announcedLength(response);
    if (announced !== null && bytes < announced) throw cutOff(request.title, bytes, announced);
    if (request.bytes !== null && bytes !== request.bytes) throw unexpectedSize(request.title, bytes, request.bytes);
    const { title, sha256 } = request;
    const kept: KeptFile = { url, title, bytes, etag: response.headers.get('etag'), sha256, keptAt: options.now().toISOString() };
    await files.putEntry(kept);
    return kept;
  } catch (error) {
    await files.remove(url).catch(() => undefined);
    throw isFull(error) ? noRoom(request) : error;
  }
}

async function answer({ url, title }: KeepRequest, { fetch, signal }: KeepOptions): Promise<Response> {
  // Past the browser's own cache, which may hold single ranges of the file and would take a second copy of it.
  const response = await fetch(url, { signal, cache: 'no-store' }).catch((error: unknown) => {
    throw isAbort(error) ? error : unreachable(title, url);
  });
  if (response.status !== 200) throw badStatus(title, url, response.status);
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) throw webPage(title, url);
  return response;
}

/** Returns the bytes stored. Memory holds one piece at a time. */
async function store({ url, title }: KeepRequest, response: Response, { files, onProgress }: KeepOptions): Promise<number> {
  const reader = response.body?.getReader();
  let piece: Uint8Array<ArrayBuffer>[] = [];
  let inPiece = 0;
  let index = 0;
  let total = 0;
  const flush = async () => {
    await files.putPiece(url, index, new Blob(piece));
    index += 1;
    piece = [];
    inPiece = 0;
  };
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw isAbort(error) ? error : cutOff(title, total, announcedLength(response) ?? total + 1);
    });
    if (done) break;
    for (let rest = value; rest.byteLength > 0; ) {
      const taken = rest.subarray(0, PIECE_BYTES - inPiece);
      piece.push(taken);
      inPiece += taken.byteLength;
      rest = rest.subarray(taken.byteLength);
      if (inPiece === PIECE_BYTES) await flush();
    }
    total += value.byteLength;
    onProgress(total);
  }
  if (inPiece > 0) await flush();
  return total;
}

function announcedLength({ headers }: Response): number | null {
  const text = headers.get('content-length');
  return text === null || !/^\d+$/.test(text) || headers.has('content-encoding') ? null : Number(text);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

function noRoom({ title, bytes }: KeepRequest): FailureError {
  const size = bytes === null ? '' : ` of ${(bytes / 1e6).toFixed(1)} MB`;
  return new FailureError({
    code: 'too-large',
    file: title,
    field: 'storage',
    message: `The browser has no room left for this recording${size}.`,
    remedy: 'Remove recordings kept earlier, or free space on this device, then keep it again.',
  });
}
