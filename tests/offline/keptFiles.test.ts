import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepFile, type KeepRequest } from '../../src/offline/keepFile.ts';
import { keptFiles, PIECE_BYTES } from '../../src/offline/keptFiles.ts';
import { askedSpan, keptResponse } from '../../src/offline/keptResponse.ts';
import { FailureError } from '../../src/worker/failure.ts';
import { createFakeCaches } from '../helpers/fakeCaches.ts';

const SCOPE = 'https://host.example/app/';
const URL_ = 'https://data.example/a/ring.safetensors?x=1';
const content = Uint8Array.from({ length: 2 * PIECE_BYTES + 1234 }, (_, i) => (i * 31 + (i >> 12)) & 255);
const request: KeepRequest = { url: URL_, title: 'Ring', bytes: content.length, sha256: 'a'.repeat(64) };

/** A body that arrives in uneven chunks. */
function chunked(bytes: Uint8Array<ArrayBuffer>, failAt = Infinity): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= failAt) return controller.error(new TypeError('connection lost'));
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + 777_777));
      at += 777_777;
    },
  });
}

const served = (body: BodyInit = chunked(content), init: ResponseInit = {}) => () =>
  Promise.resolve(new Response(body, { headers: { 'content-length': String(content.length), etag: '"v1"' }, ...init }));

function keep(caches: CacheStorage, fetch: typeof globalThis.fetch = served(), change: Partial<KeepRequest> = {}, signal = new AbortController().signal) {
  const files = keptFiles(SCOPE, caches);
  const progress: number[] = [];
  const kept = keepFile({ ...request, ...change }, { files, fetch, signal, now: () => new Date(0), onProgress: (done) => progress.push(done) });
  return { files, progress, kept };
}

async function failureCode(kept: Promise<unknown>): Promise<string> {
  const error = await kept.then(() => null, (thrown: unknown) => thrown);
  return error instanceof FailureError ? error.failure.code : String(error);
}

it('gives back any range of a kept file, byte for byte, across pieces', async () => {
  const { files, kept, progress } = keep(createFakeCaches());
  const file = await kept;
  expect(progress.at(-1)).toBe(content.length);
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length), fc.nat(content.length), async (a, b) => {
      const [start, end] = a < b ? [a, b] : [b, a];
      const bytes = new Uint8Array(await (await files.read(file, start, end)).arrayBuffer());
      expect(Buffer.compare(bytes, content.subarray(start, end))).toBe(0);
    }),
    { numRuns: 25 },
  );
});

it('lists what is kept under the address it came from, and nothing after removal', async () => {
  const caches = createFakeCaches();
  const { files, kept } = keep(caches);
  await kept;
  expect(await files.list()).toEqual([{ url: URL_, title: 'Ring', bytes: content.length, etag: '"v1"', sha256: 'a'.repeat(64), keptAt: '1970-01-01T00:00:00.000Z' }]);
  expect(await keptFiles('https://host.example/other/', caches).list()).toEqual([]);
  await files.remove(URL_);
  expect(caches.addresses()).toEqual([]);
  expect(await files.find(URL_)).toBeNull();
});

it.each([
  ['the connection is lost', served(chunked(content, 3_000_000)), {}, 'truncated'],
  ['the body ends early', served(content.slice(0, 5000)), {}, 'truncated'],
  ['the catalog lists another size', served(), { bytes: 17 }, 'size-mismatch'],
  ['the file is not there', served('', { status: 404 }), {}, 'not-found'],
  ['a web page comes instead', served('<!doctype html>', { headers: { 'content-type': 'text/html' } }), {}, 'wrong-format'],
  ['the address is dead', () => Promise.reject(new TypeError('failed')), {}, 'network'],
] as const)('leaves nothing behind when %s', async (_what, fetch, change, code) => {
  const caches = createFakeCaches();
  const { kept } = keep(caches, fetch, change);
  expect(await failureCode(kept)).toBe(code);
  expect(caches.addresses()).toEqual([]);
});

it('says that there is no room, and leaves nothing behind', async () => {
  const caches = createFakeCaches(PIECE_BYTES + 100);
  const { kept } = keep(caches);
  const error = await kept.then(() => null, (thrown: unknown) => thrown as FailureError);
  expect(error!.failure).toMatchObject({ code: 'too-large', file: 'Ring', field: 'storage' });
  expect(error!.failure.remedy).toMatch(/Remove recordings/);
  expect(caches.addresses()).toEqual([]);
});

it('replaces a file kept before under the same address', async () => {
  const caches = createFakeCaches();
  await keep(caches).kept;
  const shorter = content.slice(0, 99);
  const { files, kept } = keep(caches, () => Promise.resolve(new Response(shorter)), { bytes: 99 });
  const file = await kept;
  expect(new Uint8Array(await (await files.read(file, 0, 99)).arrayBuffer())).toEqual(shorter);
  expect(caches.addresses()).toHaveLength(2);
});

it('answers as a server with ranges would', async () => {
  const { files, kept } = keep(createFakeCaches());
  const file = await kept;
  const ask = (headers: HeadersInit, method = 'GET') => keptResponse(new Request(URL_, { headers, method }), file, files);
  const part = await ask({ range: 'bytes=4194300-4194310' });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 4194300-4194310/${content.length}`);
  expect(part.headers.get('etag')).toBe('"v1"');
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(content.slice(4194300, 4194311));
  const whole = await ask({});
  expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, content.length]);
  const past = await ask({ range: `bytes=${content.length}-` });
  expect([past.status, past.headers.get('content-range')]).toEqual([416, `bytes */${content.length}`]);
  const head = await ask({}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([200, String(content.length), 0]);
});

it.each([
  ['bytes=0-9', { start: 0, end: 10 }],
  ['bytes=90-', { start: 90, end: 100 }],
  ['bytes=-5', { start: 95, end: 100 }],
  ['bytes=-500', { start: 0, end: 100 }],
  ['bytes=50-500', { start: 50, end: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-3', null],
  ['bytes=0-1,5-6', null],
  ['bytes=-', null],
  ['items=0-1', null],
  [null, null],
] as const)('reads the range %s of 100 bytes', (header, span) => {
  expect(askedSpan(header, 100)).toEqual(span);
});
