import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FailureError, type Failure } from '../../../src/worker/failure.ts';
import { openHttpSource, PROBE_BYTES, type HttpSourceOptions } from '../../../src/worker/io/http.ts';
import { DROP_BYTES, serveRecording, type Behaviour, type RecordingServer } from '../../helpers/recordingServer.ts';

/** Larger than the probe; byte i is i mod 251, so that every range is told from every other. */
const file = Uint8Array.from({ length: PROBE_BYTES * 3 + 17 }, (_, i) => i % 251);
let server: RecordingServer;

beforeAll(async () => {
  server = await serveRecording(file);
});
afterAll(() => server.close());

function open(behaviour: Behaviour, options: Partial<HttpSourceOptions> = {}) {
  return openHttpSource({ url: server.url(behaviour), name: 'recording.safetensors', expectedBytes: file.length, ...options });
}

async function failureFrom(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FailureError)) throw new Error(`expected a FailureError, got ${String(error)}`);
  return error.failure;
}

describe('a server with byte ranges', () => {
  it('reports the size of the whole file after sending only its beginning', async () => {
    const before = server.sent();
    const source = await open('ranges');
    expect(source.byteLength).toBe(file.length);
    expect(server.sent() - before).toBe(PROBE_BYTES);
  });

  it('reads exactly the bytes asked for, within the probe, across its end and beyond it', async () => {
    const source = await open('ranges');
    for (const [start, end] of [[0, 9], [PROBE_BYTES - 5, PROBE_BYTES + 5], [file.length - 3, file.length], [40, 40]] as const) {
      expect(await source.read(start, end)).toEqual(file.slice(start, end));
    }
  });

  it('has the browser ask the server about its first answer, and take later ranges from its cache', async () => {
    const caches: (string | undefined)[] = [];
    const source = await open('ranges', { fetch: (input, init) => (caches.push(init?.cache), fetch(input, init)) });
    await source.read(PROBE_BYTES, PROBE_BYTES + 9);
    expect(caches).toEqual(['no-cache', undefined]);
  });

  it('answers reads within the probe without another request', async () => {
    const source = await open('ranges');
    const before = server.requests().length;
    await source.read(8, 5000);
    expect(server.requests().length).toBe(before);
  });

  it('says how many bytes of a read have arrived, up to all of them', async () => {
    const source = await open('ranges');
    const progress: (readonly [number, number])[] = [];
    const length = file.length - PROBE_BYTES;
    await source.read(PROBE_BYTES, file.length, undefined, (done, total) => progress.push([done, total]));
    expect(progress.at(-1)).toEqual([length, length]);
    expect(progress.every(([done, total], i) => total === length && done >= (progress[i - 1]?.[0] ?? 0))).toBe(true);
  });

  it('refuses a file that changes between two reads', async () => {
    const source = await open('changing');
    expect((await failureFrom(source.read(PROBE_BYTES, PROBE_BYTES + 10))).code).toBe('size-mismatch');
  });

  it('refuses to read past the end of the file', async () => {
    const source = await open('ranges');
    expect((await failureFrom(source.read(file.length - 1, file.length + 1))).code).toBe('truncated');
  });

  it('rejects as aborted when the signal fires before a read', async () => {
    const source = await open('ranges');
    expect((await failureFrom(source.read(0, 8, AbortSignal.abort()))).code).toBe('cancelled');
  });
});

const soon = { attempts: 4, backoffMs: 1 };

describe('a connection that breaks off', () => {
  it('goes on from the byte where it stopped, as often as it moves on', async () => {
    const source = await open('dropping', { patience: soon });
    const before = server.requests().length;
    const progress: number[] = [];
    expect(await source.read(0, file.length, undefined, (done) => progress.push(done))).toEqual(file);
    const starts = server.requests().slice(before).map((request) => Number(/bytes=(\d+)/.exec(request)![1]));
    expect(starts).toEqual([PROBE_BYTES, PROBE_BYTES + DROP_BYTES]);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(file.length);
  });

  it('is read again from there after an error of the server has passed', async () => {
    const source = await open('trouble', { patience: soon });
    expect(await source.read(PROBE_BYTES - 3, file.length)).toEqual(file.slice(PROBE_BYTES - 3));
  });

  it('fails as truncated, counted over the whole read, when it ends at the same byte every time', async () => {
    const source = await open('damaged', { patience: soon });
    const before = server.requests().length;
    const failure = await failureFrom(source.read(0, file.length));
    expect(failure.code).toBe('truncated');
    expect(failure.message).toContain(`${Math.floor(file.length / 2)} of ${file.length}`);
    expect(server.requests().length - before).toBeLessThanOrEqual(soon.attempts + 1);
  });

  it('hands over every byte once and in order, however it is cut', async () => {
    const source = await open('dropping', { patience: soon });
    let at = 7;
    await source.readPieces!(7, file.length, (piece) => {
      expect(piece).toEqual(file.slice(at, at + piece.length));
      at += piece.length;
    });
    expect(at).toBe(file.length);
  });

  it('is not waited for any longer once the reader cancels', async () => {
    const source = await open('damaged', { patience: { attempts: 100, backoffMs: 60_000 } });
    const controller = new AbortController();
    const reading = failureFrom(source.read(0, file.length, controller.signal));
    setTimeout(() => controller.abort(), 50);
    expect((await reading).code).toBe('cancelled');
  });
});

describe('a server that falls silent', () => {
  it('is given up with a message of its own when it never answers', async () => {
    const failure = await failureFrom(open('mute', { stallMs: 60 }));
    expect(failure).toMatchObject({ code: 'network', field: 'timeout' });
    expect(failure.message).toMatch(/No byte/);
  });

  it('is given up midway after a second try, saying how far it came', async () => {
    const source = await open('silent', { stallMs: 60, patience: soon });
    const before = server.requests().length;
    const failure = await failureFrom(source.read(PROBE_BYTES, file.length));
    expect(failure).toMatchObject({ code: 'network', field: 'timeout' });
    expect(failure.message).toMatch(/\d+ of \d+ bytes/);
    expect(server.requests().length - before).toBe(2);
  });
});

describe('a large file on a server without byte ranges', () => {
  it.each(['whole', 'hidden-range'] as const)('is asked about before it is sent, with its size (%s)', async (behaviour) => {
    const failure = await failureFrom(open(behaviour, { askBytes: 1000 }));
    expect(failure.code).toBe('confirm-download');
    expect(failure.message).toContain('1 MB');
    expect(failure.message).toMatch(behaviour === 'whole' ? /sends the whole file/ : /parts of the file/);
  });

  it('is asked about with the size from the catalog where the server does not say', async () => {
    expect((await failureFrom(open('chunked', { askBytes: 1000 }))).message).toContain('1 MB');
  });

  it('is asked about after the first bytes where no one knows its size, and that is said', async () => {
    const failure = await failureFrom(open('chunked', { askBytes: 1000, expectedBytes: null }));
    expect(failure.code).toBe('confirm-download');
    expect(failure.message).toContain('does not say how large');
  });

  it.each(['whole', 'chunked'] as const)('is sent once the reader has agreed (%s)', async (behaviour) => {
    const source = await open(behaviour, { askBytes: 1000, allowWhole: true, expectedBytes: null });
    expect(await source.read(0, file.length)).toEqual(file);
  });

  it('is sent without asking where it is small, its size unknown', async () => {
    const source = await open('chunked', { askBytes: file.length, expectedBytes: null });
    expect(source.byteLength).toBe(file.length);
  });

  it('is sent again when its copy had to go', async () => {
    let kept: Uint8Array | undefined;
    const shelf = { get: () => kept, set: (bytes: Uint8Array) => void (kept = bytes) };
    const source = await open('whole', { shelf });
    kept = undefined;
    const before = server.requests().length;
    const [a, b] = await Promise.all([source.read(5, 50), source.read(60, 70)]);
    expect([a, b]).toEqual([file.slice(5, 50), file.slice(60, 70)]);
    expect(server.requests().length - before).toBe(1);
  });
});

describe('a server without byte ranges', () => {
  it.each(['whole', 'hidden-range'] as const)('is read whole, once, and then from memory (%s)', async (behaviour) => {
    const progress: number[] = [];
    const source = await open(behaviour, { onProgress: (done) => progress.push(done) });
    const requests = server.requests().length;
    expect(await source.read(0, file.length)).toEqual(file);
    expect(await source.read(1000, 1010)).toEqual(file.slice(1000, 1010));
    expect(server.requests().length).toBe(requests);
    expect(progress.at(-1)).toBe(file.length);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('is refused before the download when the file is over the limit', async () => {
    const failure = await failureFrom(open('whole', { wholeFileLimit: 1000 }));
    expect(failure.code).toBe('too-large');
  });
});

describe('an address that fails', () => {
  it.each([
    ['missing', 'not-found'],
    ['failing', 'network'],
    ['forbidden', 'network'],
    ['cut-off', 'truncated'],
    ['html', 'wrong-format'],
  ] as const)('gives each kind of failure its own code and a remedy: %s is %s', async (behaviour, code) => {
    const failure = await failureFrom(open(behaviour));
    expect(failure.code).toBe(code);
    expect(failure.file).toBe('recording.safetensors');
    expect(failure.remedy).not.toBe('');
  });

  it('names every kind of file that is read, where a web page comes instead', async () => {
    const { remedy } = await failureFrom(open('html'));
    for (const ending of ['.safetensors', '.npz', '.npy', '.json']) expect(remedy).toContain(ending);
  });

  it.each(['ranges', 'whole'] as const)('says both sizes when the catalog lists another one (%s)', async (behaviour) => {
    const failure = await failureFrom(open(behaviour, { expectedBytes: 12 }));
    expect(failure.code).toBe('size-mismatch');
    expect(failure.message).toContain(String(file.length));
    expect(failure.message).toContain('12');
  });

  it('is called empty when the file has no bytes', async () => {
    const empty = await serveRecording(new Uint8Array(0));
    try {
      for (const behaviour of ['ranges', 'whole'] as const) {
        const opening = openHttpSource({ url: empty.url(behaviour), name: 'empty', expectedBytes: null });
        expect((await failureFrom(opening)).code).toBe('truncated');
      }
    } finally {
      await empty.close();
    }
  });

  it('is a network failure when nothing listens there', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const opening = openHttpSource({ url: `http://127.0.0.1:${port}/x`, name: 'x', expectedBytes: null });
    expect((await failureFrom(opening)).code).toBe('network');
  });

  it.each(['javascript:alert(1)', 'file:///etc/hosts', 'recording.safetensors', 'http://'])('is refused unread when it is no web address: %s', async (url) => {
    const never: typeof fetch = () => Promise.reject(new Error('must not be fetched'));
    expect((await failureFrom(openHttpSource({ url, name: url, expectedBytes: null, fetch: never }))).code).toBe('invalid');
  });

  it('is told from a refusal by its owner: only the latter answers a request whose answer stays hidden', async () => {
    const refusing: typeof fetch = (_url, init) =>
      init?.mode === 'no-cors' ? Promise.resolve(new Response()) : Promise.reject(new TypeError('Failed to fetch'));
    const dead: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const page = { origin: 'http://page.example' };
    Object.defineProperty(globalThis, 'location', { value: page, configurable: true });
    try {
      const at = { url: 'http://data.example/a.safetensors', name: 'a', expectedBytes: null };
      expect((await failureFrom(openHttpSource({ ...at, fetch: refusing }))).field).toBe('CORS');
      expect((await failureFrom(openHttpSource({ ...at, fetch: dead }))).field).toBeNull();
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });

  it('stops downloading when the signal fires', async () => {
    const controller = new AbortController();
    const opening = open('whole', { signal: controller.signal });
    controller.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  });
});
