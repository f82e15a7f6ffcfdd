import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecording, type OpenRecording } from '../../../src/core/recording/readRecording.ts';
import { blobByteSource } from '../../../src/worker/io/blobs.ts';
import { LayerReader, type LayerReaderOptions } from '../../../src/worker/kept/layerReader.ts';
import { openHttpSource } from '../../../src/worker/io/http.ts';
import { largeRecording } from '../../helpers/largeRecording.ts';
import { serveRecording, type Behaviour, type RecordingServer } from '../../helpers/recordingServer.ts';

/** Layers of 64 kB, so that none lies in the probe but the first. */
const file = largeRecording({ nodes: 8, hiddenSize: 512, segments: 8, modelLayers: 6 });
const ignore = () => undefined;
const forever = new AbortController().signal;

let server: RecordingServer;
beforeEach(async () => {
  server = await serveRecording(file);
});
afterEach(() => server.close());

async function start(behaviour: Behaviour = 'ranges', options: LayerReaderOptions = {}): Promise<{ reader: LayerReader; recording: OpenRecording }> {
  const patience = { attempts: 2, backoffMs: 1 };
  const source = await openHttpSource({ url: server.url(behaviour), name: 'large', expectedBytes: null, patience, ...(behaviour === 'silent' ? { stallMs: 300 } : {}) });
  const recording = await openRecording(source);
  const reader = new LayerReader({ quietMs: 1, savesData: () => false, ...options });
  reader.add('r', recording);
  return { reader, recording };
}

/** Layers asked of the server since a number of requests, each once. */
function layersAsked(since: number): number[] {
  const layers = server.requests().slice(since).map((request) => {
    const at = Number(/bytes=(\d+)/.exec(request)![1]);
    return Math.floor((at - file.layerStart(0)) / file.layerBytes);
  });
  return [...new Set(layers)];
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Until the server has been asked for nothing more for a while. */
const quiet = async () => {
  for (let asked = -1; asked !== server.requests().length; ) {
    asked = server.requests().length;
    await pause(200);
  }
};

/** Until these layers have been asked for, and no others after them. */
async function asksFor(since: number, layers: readonly number[], arranged: (asked: number[]) => number[] = (asked) => asked): Promise<void> {
  await expect.poll(() => arranged(layersAsked(since)), { timeout: 5000 }).toEqual(layers);
  await quiet();
  expect(arranged(layersAsked(since))).toEqual(layers);
}

describe('reading ahead', () => {
  it('brings the layers beside the one shown, the deeper first, once nothing else is wanted', async () => {
    const { reader, recording } = await start();
    await reader.during(() => reader.read('r', recording, 3, forever, ignore));
    const since = server.requests().length;
    reader.readAhead('r', 3);
    await asksFor(since, [4, 2]);
    const then = server.requests().length;
    await reader.read('r', recording, 4, forever, ignore);
    await reader.read('r', recording, 2, forever, ignore);
    expect(server.requests().length).toBe(then);
  });

  it('gives the same values as reading', async () => {
    const { reader, recording } = await start();
    reader.readAhead('r', 3);
    await quiet();
    expect(await reader.read('r', recording, 4, forever, ignore)).toEqual(await recording.readEncoded(4));
  });

  it('waits until every request has ended', async () => {
    const { reader } = await start();
    const since = server.requests().length;
    let end: () => void = ignore;
    const request = reader.during(() => new Promise<void>((resolve) => (end = resolve)));
    reader.readAhead('r', 3);
    await quiet();
    expect(server.requests().length).toBe(since);
    end();
    await request;
    await asksFor(since, [4, 2]);
  });

  it('stops at once for a request, and goes on after it', async () => {
    const { reader, recording } = await start();
    const since = server.requests().length;
    reader.readAhead('r', 3);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await reader.during(() => reader.read('r', recording, 6, forever, ignore));
    await asksFor(since, [2, 4, 6], (asked) => asked.sort());
  });

  it.each([
    ['the reader saves data', { savesData: () => true }],
    ['a layer takes much of the memory', { layerCacheBytes: file.layerBytes * 7 }],
  ] as const)('does not happen where %s', async (_what, options) => {
    const { reader } = await start('ranges', options);
    const since = server.requests().length;
    reader.readAhead('r', 3);
    await quiet();
    expect(server.requests().length).toBe(since);
  });

  it('fails in silence, and the layer is read when it is asked for', async () => {
    const { reader, recording } = await start('trouble');
    reader.readAhead('r', 3);
    await quiet();
    expect((await reader.read('r', recording, 4, forever, ignore)).bytes).toHaveLength(8 * 8 * 512 * 2);
  });

  it('keeps nothing of a recording that has been closed meanwhile', async () => {
    const { reader, recording } = await start();
    reader.readAhead('r', 3);
    reader.drop('r');
    await quiet();
    const since = server.requests().length;
    await reader.read('r', recording, 4, forever, ignore);
    expect(server.requests().length - since).toBe(1);
  });
});

describe('a layer whose source failed midway', () => {
  it('goes on from there when it is asked for again', async () => {
    const { reader, recording } = await start('silent');
    const since = server.requests().length;
    for (let i = 0; i < 2; i++) {
      await expect(reader.read('r', recording, 3, forever, ignore)).rejects.toMatchObject({ failure: { field: 'timeout' } });
    }
    const starts = server.requests().slice(since).map((request) => Number(/bytes=(\d+)/.exec(request)![1]) - file.layerStart(3));
    expect(starts).toEqual([0, 1000]);
  });

  it('begins anew after a cancel', async () => {
    const { reader, recording } = await start('silent');
    const since = server.requests().length;
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 40);
    await expect(reader.read('r', recording, 3, controller.signal, ignore)).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    await expect(reader.read('r', recording, 3, forever, ignore)).rejects.toBeDefined();
    const starts = server.requests().slice(since).map((request) => Number(/bytes=(\d+)/.exec(request)![1]) - file.layerStart(3));
    expect(starts).toEqual([0, 0]);
  });
});

describe('a recording of 3.4 GB', () => {
  it('opens within the limits, and a layer of it is read without reading another byte', async () => {
    const large = largeRecording();
    const big = await serveRecording(large);
    try {
      const recording = await openRecording(await openHttpSource({ url: big.url('ranges'), name: 'large', expectedBytes: null }));
      expect(recording.info.byteLength).toBe(large.byteLength);
      expect(large.byteLength).toBeGreaterThan(3.3e9);
      const opened = big.sent();
      expect(opened).toBeLessThan(200_000);
      const values = await recording.readLayer(40);
      expect(values.length).toBe(40 * 64 * 8192);
      expect(big.sent() - opened).toBe(large.layerBytes);
    } finally {
      await big.close();
    }
  });
});

describe('a local file', () => {
  it('is read slice by slice, never as a whole', async () => {
    const slices: number[] = [];
    const bytes = file.bytes(0, file.byteLength);
    const blob = new Blob([bytes]);
    const spied = new Proxy(blob, {
      get(target, key) {
        if (key === 'slice') {
          return (from: number, to: number) => {
            slices.push(to - from);
            return target.slice(from, to);
          };
        }
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const recording = await openRecording(blobByteSource(spied, 'large', 10_000));
    await recording.readLayer(3);
    expect(Math.max(...slices.slice(-7))).toBe(10_000);
    expect(slices.reduce((sum, length) => sum + length, 0)).toBeLessThan(file.layerStart(0) + file.layerBytes + 100);
  });
});
