import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisSettings } from '../../src/core/analysis/settings.ts';
import { AnalysisService } from '../../src/worker/service.ts';
import type { Outcome, Progress, RecordingSource } from '../../src/worker/protocol.ts';
import { serveRecording } from '../helpers/recordingServer.ts';
import { syntheticRecording } from '../helpers/syntheticRecording.ts';

const ring8 = readFileSync(new URL('../../fixtures/synthetic/ring8-tiny.safetensors', import.meta.url));
const settings: AnalysisSettings = {
  layer: 2,
  window: { kind: 'all' },
  weighting: 'tokens',
  basis: { kind: 'joint' },
  components: 4,
  axes: [0, 1],
};
const ignore = () => undefined;

function fileSource(bytes: Uint8Array<ArrayBuffer> | Buffer, name = 'test.safetensors'): RecordingSource {
  return { kind: 'file', file: new Blob([new Uint8Array(bytes)]), name };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}

function codeOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.failure.code;
}

let service: AnalysisService;
beforeEach(() => {
  service = new AnalysisService();
});

async function open(bytes: Uint8Array<ArrayBuffer> | Buffer = syntheticRecording(), job = 1): Promise<string> {
  return valueOf(await service.open(job, fileSource(bytes), ignore)).handle;
}

describe('opening', () => {
  it('gives a handle and the small parts of the recording', async () => {
    const { handle, info } = valueOf(await service.open(1, fileSource(ring8), ignore));
    expect(handle).not.toBe('');
    expect(info.metadata.nodes.map(({ label }) => label.trim())).toContain('apple');
    expect(info.counts.length).toBe((info.metadata.segments.length - 1) * 8);
  });

  it('reads the same recording from an address as from a file', async () => {
    const server = await serveRecording(ring8);
    try {
      const source = { kind: 'url', url: server.url('ranges'), name: 'ring8', expectedBytes: ring8.length } as const;
      const remote = valueOf(await service.open(1, source, ignore));
      const local = valueOf(await service.open(2, fileSource(ring8), ignore));
      expect(remote.info).toEqual(local.info);
      const [a, b] = [await service.run(3, 'analysis', { handle: remote.handle, settings }, 'panel', ignore), await service.run(4, 'analysis', { handle: local.handle, settings }, 'panel', ignore)];
      expect(valueOf(a).scores).toEqual(valueOf(b).scores);
    } finally {
      await server.close();
    }
  });

  it('turns a damaged file into a failure that names the file and a remedy', async () => {
    const outcome = await service.open(1, fileSource(ring8.subarray(0, 400), 'half.safetensors'), ignore);
    expect(codeOf(outcome)).toBe('truncated');
    expect(outcome).toMatchObject({ failure: { file: 'half.safetensors', remedy: expect.stringMatching(/\w/) as string } });
  });
});

describe('analysing', () => {
  it('gives every frame of the layer and says how far it is', async () => {
    const progress: Progress[] = [];
    const analysis = valueOf(await service.run(2, 'analysis', { handle: await open(), settings }, 'panel', (p) => progress.push(p)));
    expect(analysis.frames.map(({ context }) => context)).toEqual([10, 20, 30, 40]);
    expect(analysis.scores.length).toBe(4 * 5 * analysis.components);
    expect(progress.map(({ what }) => what)).toContain('analysing');
    expect(progress.every(({ done, total }) => total === null || done <= total)).toBe(true);
  });

  it('gives the same answer after its result was transferred away', async () => {
    const handle = await open();
    const first = valueOf(await service.run(2, 'analysis', { handle, settings }, 'panel', ignore));
    const kept = first.scores.slice();
    const buffers = [first.scores.buffer, first.tokenCounts.buffer, first.energy.buffer] as ArrayBuffer[];
    structuredClone(first, { transfer: buffers });
    expect(first.scores.length).toBe(0);
    expect(valueOf(await service.run(3, 'analysis', { handle, settings }, 'panel', ignore)).scores).toEqual(kept);
  });

  it.each([
    ['a layer that was not recorded', { layer: 3 }, 'no-layer'],
    ['a reference frame that does not exist', { basis: { kind: 'reference', frame: 99 } }, 'invalid'],
    ['axes that repeat', { axes: [1, 1] }, 'invalid'],
  ] as const)('fails with a code for %s', async (_what, change, code) => {
    expect(codeOf(await service.run(2, 'analysis', { handle: await open(), settings: { ...settings, ...change } }, 'panel', ignore))).toBe(code);
  });

  it('fails as internal for a handle it never gave', async () => {
    expect(codeOf(await service.run(2, 'analysis', { handle: 'nothing', settings }, 'panel', ignore))).toBe('internal');
  });

  it('fails for a recording that has been closed', async () => {
    const handle = await open();
    await service.close(handle);
    expect(codeOf(await service.run(2, 'analysis', { handle, settings }, 'panel', ignore))).toBe('internal');
  });

  it('finishes although the progress callback throws', async () => {
    const broken = () => {
      throw new Error('the page has gone');
    };
    expect(codeOf(await service.run(2, 'analysis', { handle: await open(), settings }, 'panel', broken))).toBeNull();
  });
});

describe('cancelling', () => {
  const large = () => syntheticRecording({ nodes: 40, hiddenSize: 200, segments: 40, segmentLength: 60 });

  it('stops a running analysis before it has gone through all frames', async () => {
    const handle = await open(large());
    const progress: Progress[] = [];
    const running = service.run(2, 'analysis', { handle, settings }, 'panel', (p) => {
      progress.push(p);
      if (p.what === 'analysing') void service.cancel(2);
    });
    expect(codeOf(await running)).toBe('cancelled');
    const last = progress.at(-1)!;
    expect(last.done).toBeLessThan(last.total!);
  });

  it('lets the event loop turn while it computes, so that a cancel message can arrive', async () => {
    const handle = await open(large());
    let computing = false;
    let ended = false;
    const running = service.run(2, 'analysis', { handle, settings }, 'panel', () => (computing = true)).finally(() => (ended = true));
    // Only macrotasks of this loop cancel: a computation that held the thread would have ended before the second one.
    for (let turns = 0; !ended; turns += computing ? 1 : 0) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turns === 2) void service.cancel(2);
    }
    expect(codeOf(await running)).toBe('cancelled');
  });

  it('stops a queued job without disturbing the one that runs', async () => {
    const handle = await open(large());
    const first = service.run(2, 'analysis', { handle, settings }, 'panel', ignore);
    const second = service.run(3, 'analysis', { handle, settings }, 'panel', ignore);
    await service.cancel(3);
    expect(codeOf(await second)).toBe('cancelled');
    expect(codeOf(await first)).toBeNull();
  });

  it('ignores jobs it does not know and jobs that have ended', async () => {
    await service.cancel(77);
    await open(undefined, 5);
    await expect(service.cancel(5)).resolves.toBeUndefined();
  });
});

describe('keeping layers', () => {
  /** Reads of the server since `before`. */
  async function readsOf(budget: number, layers: readonly number[]): Promise<number> {
    const bytes = syntheticRecording({ nodes: 30, hiddenSize: 100, segments: 12 });
    const server = await serveRecording(bytes);
    try {
      const own = new AnalysisService({ layerCacheBytes: budget });
      const { handle } = valueOf(await own.open(1, { kind: 'url', url: server.url('ranges'), name: 'x', expectedBytes: null }, ignore));
      const before = server.requests().length;
      for (const [i, layer] of layers.entries()) valueOf(await own.run(10 + i, 'analysis', { handle, settings: { ...settings, layer } }, 'panel', ignore));
      return server.requests().length - before;
    } finally {
      await server.close();
    }
  }
  const layerBytes = 12 * 30 * 100 * 4;

  it('reads a layer once while it is kept', async () => {
    expect(await readsOf(layerBytes * 2, [2, 4, 2, 4])).toBe(2);
  });

  it('drops the layer used longest ago when the budget is spent', async () => {
    expect(await readsOf(layerBytes, [2, 4, 2, 4])).toBe(4);
  });

  it('reads a layer once for two requests at the same time, and tells both how much of it has arrived', async () => {
    const server = await serveRecording(syntheticRecording({ nodes: 30, hiddenSize: 100, segments: 12 }));
    try {
      const { handle } = valueOf(await service.open(1, { kind: 'url', url: server.url('ranges'), name: 'x', expectedBytes: null }, ignore));
      const before = server.requests().length;
      const reading: Progress[][] = [[], []];
      const note = (request: number) => (progress: Progress) => void (progress.what === 'reading' && reading[request]!.push(progress));
      const both = [service.run(2, 'analysis', { handle, settings }, 'panel', note(0)), service.run(3, 'analysis', { handle, settings: { ...settings, basis: { kind: 'raw' } } }, 'panel', note(1))];
      expect((await Promise.all(both)).map(codeOf)).toEqual([null, null]);
      expect(server.requests().length - before).toBe(1);
      for (const heard of reading) expect(heard.at(-1)).toEqual({ what: 'reading', done: layerBytes, total: layerBytes });
    } finally {
      await server.close();
    }
  });
});
