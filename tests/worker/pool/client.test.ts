import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnalysisSettings } from '../../../src/core/analysis/settings.ts';
import { createAnalysisClient, type AnalysisClient } from '../../../src/worker/pool/client.ts';
import { FailureError } from '../../../src/worker/failure.ts';
import type { Progress, RecordingSource } from '../../../src/worker/protocol.ts';
import { BEAT_MS, SILENT_BEATS, SILENT_BEATS_AT_START } from '../../../src/worker/pool/watchdog.ts';
import { FakeWorker } from '../../helpers/fakeWorker.ts';
import { syntheticRecording } from '../../helpers/syntheticRecording.ts';

const source: RecordingSource = { kind: 'file', file: new Blob([syntheticRecording()]), name: 'ring.safetensors' };
const slowSource: RecordingSource = {
  kind: 'file',
  file: new Blob([syntheticRecording({ nodes: 60, hiddenSize: 200, segments: 60, segmentLength: 60 })]),
  name: 'slow.safetensors',
};
const settings: AnalysisSettings = { layer: 2, window: { kind: 'all' }, weighting: 'tokens', basis: { kind: 'joint' }, components: 4, axes: [0, 1] };

const clients: AnalysisClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

function start(): { readonly client: AnalysisClient; readonly workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const client = createAnalysisClient({
    spawn() {
      workers.push(new FakeWorker());
      return workers.at(-1)!;
    },
  });
  clients.push(client);
  return { client, workers };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  return error instanceof FailureError ? error.failure.code : `not a FailureError: ${String(error)}`;
}

describe('the analysis client', () => {
  it('opens and analyses through one worker, started at the first call', async () => {
    const { client, workers } = start();
    expect(workers).toHaveLength(0);
    const { handle, info } = await client.open(source);
    const analysis = await client.run('analysis', { handle, settings });
    expect(analysis.nodes).toBe(info.metadata.nodes.length);
    expect(workers).toHaveLength(1);
  });

  it('carries progress back to the caller', async () => {
    const { client } = start();
    const { handle } = await client.open(slowSource);
    const progress: Progress[] = [];
    await client.run('analysis', { handle, settings }, { onProgress: (p) => progress.push(p) });
    expect(progress.some(({ what, done }) => what === 'analysing' && done > 0)).toBe(true);
  });

  it('turns a failed outcome into an error with its failure', async () => {
    const { client } = start();
    const { handle } = await client.open(source);
    expect(await codeOf(client.run('analysis', { handle, settings: { ...settings, layer: 3 } }))).toBe('no-layer');
    expect(await codeOf(client.run('analysis', { handle: 'unknown', settings }))).toBe('internal');
  });

  it('rejects at once when the signal fires, and stops the job in the worker', async () => {
    const { client, workers } = start();
    const { handle } = await client.open(slowSource);
    const cancelled: number[] = [];
    const { service } = workers[0]!;
    const cancel = service.cancel.bind(service);
    service.cancel = (job) => {
      cancelled.push(job);
      return cancel(job);
    };
    const controller = new AbortController();
    const { signal } = controller;
    const running = client.run('analysis', { handle, settings }, { signal, onProgress: () => controller.abort() });
    expect(await codeOf(running)).toBe('cancelled');
    await client.run('analysis', { handle, settings: { ...settings, window: { kind: 'half' } } });
    expect(cancelled).toHaveLength(1);
  });

  it('sends nothing for a signal that has fired before the call', async () => {
    const { client } = start();
    expect(await codeOf(client.open(source, { signal: AbortSignal.abort() }))).toBe('cancelled');
  });

  it.each(['error', 'messageerror'] as const)('rejects all that is pending as worker-lost on %s', async (kind) => {
    const { client, workers } = start();
    const { handle } = await client.open(slowSource);
    const pending = [client.run('analysis', { handle, settings }), client.run('analysis', { handle, settings }), client.open(source)];
    workers[0]!.crash(kind);
    expect(await Promise.all(pending.map(codeOf))).toEqual(['worker-lost', 'worker-lost', 'worker-lost']);
    expect(workers[0]!.terminated).toBe(true);
  });

  it('starts a new worker for the next call and opens the recording there again from its source', async () => {
    const { client, workers } = start();
    const { handle } = await client.open(source);
    const before = await client.run('analysis', { handle, settings });
    workers[0]!.crash();
    const [after, again] = await Promise.all([client.run('analysis', { handle, settings }), client.run('analysis', { handle, settings })]);
    expect(after.scores).toEqual(before.scores);
    expect(again.scores).toEqual(before.scores);
    expect(workers).toHaveLength(2);
  });

  it('reports a worker that cannot be started, and tries again at the next call', async () => {
    let attempts = 0;
    const client = createAnalysisClient({
      spawn() {
        attempts += 1;
        throw new Error('blocked by the page policy');
      },
    });
    expect(await codeOf(client.open(source))).toBe('worker-lost');
    expect(await codeOf(client.open(source))).toBe('worker-lost');
    expect(attempts).toBe(2);
  });

  it('closes recordings: their handles are unknown afterwards', async () => {
    const { client } = start();
    const { handle } = await client.open(source);
    client.close(handle);
    expect(await codeOf(client.run('analysis', { handle, settings }))).toBe('internal');
  });

  it('rejects what is pending and what comes later once disposed', async () => {
    const { client, workers } = start();
    const { handle } = await client.open(slowSource);
    const pending = client.run('analysis', { handle, settings });
    client.dispose();
    expect(await codeOf(pending)).toBe('cancelled');
    expect(await codeOf(client.open(source))).toBe('cancelled');
    expect(workers[0]!.terminated).toBe(true);
  });
});

describe('a worker that says nothing', () => {
  const never = () => new Promise<never>(() => undefined);
  /** Lets beats pass one by one, with time for an answer after each. */
  async function beats(count: number): Promise<void> {
    for (let beat = 0; beat < count; beat++) {
      vi.advanceTimersByTime(BEAT_MS);
      // A message through the fake worker takes several turns of the event loop to come back.
      for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('is lost after a while although no error event told so, and the next call starts another', async () => {
    const { client, workers } = start();
    const { handle } = await client.open(source);
    workers[0]!.service.run = never;
    const pending = codeOf(client.run('analysis', { handle, settings }));
    await beats(1);
    workers[0]!.dead = true;
    await beats(SILENT_BEATS);
    expect(await pending).toBe('worker-lost');
    expect(workers[0]!.terminated).toBe(true);
    expect((await client.run('analysis', { handle, settings })).nodes).toBe(5);
    expect(workers).toHaveLength(2);
  });

  it('is waited for longer while it has never answered, and then is lost as well', async () => {
    const workers: FakeWorker[] = [];
    const client = createAnalysisClient({
      spawn() {
        workers.push(Object.assign(new FakeWorker(), { dead: true }));
        return workers[0]!;
      },
    });
    clients.push(client);
    const pending = codeOf(client.open(source));
    await beats(SILENT_BEATS_AT_START - 1);
    expect(workers[0]!.terminated).toBe(false);
    await beats(1);
    expect(await pending).toBe('worker-lost');
  });

  it('is no dead one when it answers pings, however long a job takes', async () => {
    const { client, workers } = start();
    const { handle } = await client.open(source);
    workers[0]!.service.run = never;
    const pending = client.run('analysis', { handle, settings }).catch(() => undefined);
    await beats(SILENT_BEATS_AT_START * 2);
    expect(workers[0]!.terminated).toBe(false);
    client.dispose();
    await pending;
  });

  it('is not pinged while nothing is asked of it', async () => {
    const { client, workers } = start();
    await client.open(source);
    let pings = 0;
    workers[0]!.service.ping = () => Promise.resolve(void (pings += 1));
    await beats(SILENT_BEATS);
    expect(pings).toBe(0);
  });
});

describe('evidence through the client', () => {
  it('nulls, averaging null and baselines arrive with their arrays, fits without any recording', async () => {
    const { client } = start();
    const { handle, info } = await client.open(source);
    const nulls = await client.run('nulls', { handle, settings, options: { permutations: 49, seed: 1 } }, { aside: 'layer' });
    const frames = nulls.frames.length;
    expect([nulls.energy.p.length, nulls.spectra.length, nulls.present.length]).toEqual([frames, frames, frames]);
    const mixed = await client.run('averagingNull', { handle, settings, seed: 3 }, { aside: 'anything' });
    const band = await client.run('averagingBand', { handle, settings, own: 0, options: { draws: 9, seed: 3 } }, { aside: 'draws' });
    expect(band.nulls[0]!.energy.draws.at(-1)).toBe(9);
    expect(mixed.scores.length).toBe(frames * info.metadata.nodes.length * mixed.components);
    expect((await client.run('baselines', { handle })).seenOnce.length).toBe(info.tokens.length);
    const fit = await client.run('fitScaling', { sizes: [], method: { kind: 'onset' }, resamples: 10, seed: 1 }, { aside: 'anything' });
    expect(fit).toMatchObject({ points: [], law: null, refusal: expect.stringMatching(/at least 4 sizes/) as string });
  });

  it('asks the same twice: nothing is left empty in the worker by handing it over', async () => {
    const { client } = start();
    const { handle } = await client.open(source);
    const ask = () => client.run('baselines', { handle });
    expect((await ask()).bigram).toEqual((await ask()).bigram);
    const draw = () => client.run('nulls', { handle, settings, options: { permutations: 49, seed: 1 } }, { aside: 'layer' });
    expect((await draw()).energy).toEqual((await draw()).energy);
  });

  it('finds its recording again in a new worker after the old one was lost', async () => {
    const { client, workers } = start();
    const { handle } = await client.open(source);
    workers[0]!.crash();
    expect((await client.run('nulls', { handle, settings, options: { permutations: 49, seed: 1 } }, { aside: 'layer' })).graphs).toBe(1);
    expect(workers).toHaveLength(2);
  });

  it('a fit stops when its signal fires', async () => {
    const { client } = start();
    const contexts = Array.from({ length: 60 }, (_, p) => p + 1);
    const sizes = [4, 6, 8, 10].map((nodes) => ({ nodes, curves: [{ id: `${nodes}`, contexts, values: Float64Array.from({ length: 480 }, (_, i) => (i % 60) / 60) }] }));
    const controller = new AbortController();
    const running = client.run('fitScaling', { sizes, method: { kind: 'knee' }, resamples: 20_000, seed: 1 }, { aside: 'anything', signal: controller.signal, onProgress: () => controller.abort() });
    expect(await codeOf(running)).toBe('cancelled');
  });
});
