import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnalysisSettings } from '../../../src/core/analysis/settings.ts';
import { createAnalysisClient, type AnalysisClient, type AnalysisClientOptions } from '../../../src/worker/pool/client.ts';
import { FailureError } from '../../../src/worker/failure.ts';
import type { RecordingSource } from '../../../src/worker/protocol.ts';
import { FakeWorker } from '../../helpers/fakeWorker.ts';
import { serveRecording } from '../../helpers/recordingServer.ts';
import { syntheticRecording } from '../../helpers/syntheticRecording.ts';
import type { JobKind, JobInput } from '../../../src/worker/jobs.ts';

const ring8 = readFileSync(new URL('../../../fixtures/synthetic/ring8-tiny.safetensors', import.meta.url));
const LAYERS = [0, 1, 2, 3, 4];
const source: RecordingSource = { kind: 'file', file: new Blob([syntheticRecording({ layers: LAYERS })]), name: 'ring.safetensors' };
const settings: AnalysisSettings = { layer: 2, window: { kind: 'all' }, weighting: 'tokens', basis: { kind: 'joint' }, components: 4, axes: [0, 1] };
const ofLayer = (layer: number): AnalysisSettings => ({ ...settings, layer });
const aside = { rank: 'layer', aside: 'layer' } as const;

const clients: AnalysisClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

interface Started {
  readonly client: AnalysisClient;
  readonly workers: FakeWorker[];
  /** Layers that each worker has been asked for, by its number. */
  readonly analysed: number[][];
}

/** Jobs of this kind never end there. */
function never(service: FakeWorker['service'], kind: JobKind): void {
  const run = service.run.bind(service);
  service.run = (job, asked, ...rest) => (asked === kind ? new Promise(() => undefined) : run(job, asked, ...rest));
}

function start(count: number, options: Partial<AnalysisClientOptions> = {}): Started {
  const workers: FakeWorker[] = [];
  const analysed: number[][] = [];
  const client = createAnalysisClient({
    workers: count,
    spawn() {
      const worker = new FakeWorker();
      const layers: number[] = [];
      const run = worker.service.run.bind(worker.service);
      worker.service.run = (job, kind, input, ...rest) => {
        if (kind === 'analysis') layers.push((input as JobInput<'analysis'>).settings.layer);
        return run(job, kind, input, ...rest);
      };
      workers.push(worker);
      analysed.push(layers);
      return worker;
    },
    ...options,
  });
  clients.push(client);
  return { client, workers, analysed };
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof FailureError ? error.failure.code : String(error)),
  );

describe('a pool of workers', () => {
  it('starts one for the panels, and others only once there is work beside them', async () => {
    const { client, workers, analysed } = start(3);
    const { handle } = await client.open(source);
    await client.run('analysis', { handle, settings });
    expect(workers).toHaveLength(1);
    await client.run('analysis', { handle, settings: ofLayer(0) }, aside);
    expect(workers).toHaveLength(2);
    expect(analysed).toEqual([[2], [0]]);
  });

  it('spreads what is not on screen evenly over the others and leaves the panels’ worker alone', async () => {
    const { client, analysed } = start(3);
    const { handle } = await client.open(source);
    await Promise.all(LAYERS.slice(0, 4).map((layer) => client.run('analysis', { handle, settings: ofLayer(layer) }, aside)));
    expect(analysed.map(({ length }) => length)).toEqual([0, 2, 2]);
  });

  it('gives the same answer wherever it comes from', async () => {
    const { client } = start(2);
    const { handle } = await client.open(source);
    expect(await client.run('analysis', { handle, settings }, aside)).toEqual(await client.run('analysis', { handle, settings }));
  });

  it('sends a layer to the worker that has read it before, unless that one is busy', async () => {
    const { client, workers, analysed } = start(3);
    const { handle } = await client.open(source);
    await Promise.all([0, 1].map((layer) => client.run('analysis', { handle, settings: ofLayer(layer) }, aside)));
    await client.run('analysis', { handle, settings: ofLayer(1) }, aside);
    expect(analysed).toEqual([[], [0], [1, 1]]);
    for (const { service } of workers.slice(1, 3)) never(service, 'fitScaling');
    const fit = { sizes: [], method: { kind: 'threshold', level: 0.5 }, resamples: 10, seed: 1 } as const;
    const busy = [client.run('fitScaling', fit, { aside: 'anything' }), client.run('fitScaling', fit, { aside: 'anything' }), client.run('fitScaling', fit, { aside: 'anything' })].map(codeOf);
    await client.run('analysis', { handle, settings: ofLayer(0) }, aside);
    expect(analysed).toEqual([[], [0], [1, 1, 0]]);
    client.dispose();
    expect(await Promise.all(busy)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('loses what is pending in a worker that is lost, and nothing else', async () => {
    const { client, workers } = start(3);
    const { handle } = await client.open(source);
    const [panel, first, second] = [client.run('analysis', { handle, settings }), client.run('analysis', { handle, settings: ofLayer(0) }, aside), client.run('analysis', { handle, settings: ofLayer(1) }, aside)];
    await Promise.resolve();
    workers[1]!.crash();
    expect(await Promise.all([panel, first, second].map(codeOf))).toEqual(['no error', 'worker-lost', 'no error']);
    expect(await codeOf(client.run('analysis', { handle, settings: ofLayer(0) }, aside))).toBe('no error');
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, true, false, false]);
  });

  it('cancels in the worker that has the job', async () => {
    const { client, workers } = start(2);
    const { handle } = await client.open(source);
    await client.run('analysis', { handle, settings: ofLayer(0) }, aside);
    const cancelled: number[] = [];
    workers.forEach(({ service }, at) => {
      const cancel = service.cancel.bind(service);
      service.cancel = (job) => {
        cancelled.push(at);
        return cancel(job);
      };
      never(service, 'nulls');
    });
    const controller = new AbortController();
    const running = client.run('nulls', { handle, settings, options: { permutations: 99, seed: 1 } }, { aside: 'layer', signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    expect(await codeOf(running)).toBe('cancelled');
    await client.run('analysis', { handle, settings: ofLayer(0) }, aside);
    expect(cancelled).toEqual([1]);
  });

  it('keeps the reader’s graphs in step in all of them', async () => {
    const { client } = start(2);
    const { handle } = await client.open(source);
    const graphs = async () => (await client.run('analysis', { handle, settings }, aside)).energy.length;
    const before = await graphs();
    const drawn = { id: 'mine', role: 'reference', title: 'Mine', directed: false, edges: [[0, 2]], layout: null } as const;
    await client.setGraphs(handle, [drawn]);
    expect(await graphs()).toBe(2 * before);
    await client.setGraphs(handle, []);
    expect(await graphs()).toBe(before);
  });

  it('ends all of them when it is disposed', async () => {
    const { client, workers } = start(3);
    const { handle } = await client.open(source);
    const pending = [client.run('analysis', { handle, settings }), client.run('analysis', { handle, settings: ofLayer(0) }, aside), client.run('analysis', { handle, settings: ofLayer(1) }, aside)].map(codeOf);
    await Promise.resolve();
    client.dispose();
    expect(await Promise.all(pending)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, true]);
    expect(await codeOf(client.run('fitScaling', { sizes: [], method: { kind: 'threshold', level: 0.5 }, resamples: 10, seed: 1 }, { aside: 'anything' }))).toBe('cancelled');
  });
});

describe('a recording stays in the panels’ worker', () => {
  it.each([
    ['whole', false, 1],
    ['ranges', false, 2],
    ['ranges', true, 1],
  ] as const)('sent as %s, saving data %s: %d workers', async (kind, savesData, expected) => {
    const server = await serveRecording(ring8);
    try {
      const { client, workers } = start(3, { savesData: () => savesData });
      const { handle } = await client.open({ kind: 'url', url: server.url(kind), name: 'ring8', expectedBytes: ring8.length });
      await client.run('analysis', { handle, settings: ofLayer(0) }, aside);
      expect(workers).toHaveLength(expected);
    } finally {
      await server.close();
    }
  });

  it('for a large layer that a panel has fetched, and goes elsewhere with another', async () => {
    const bytes = syntheticRecording({ nodes: 64, hiddenSize: 2048, segments: 5, segmentLength: 64, layers: [0, 1] });
    const layerBytes = 64 * 2048 * 5 * 4;
    const server = await serveRecording(bytes);
    try {
      const { client, analysed } = start(2);
      const { handle } = await client.open({ kind: 'url', url: server.url('ranges'), name: 'large', expectedBytes: bytes.length });
      await client.run('analysis', { handle, settings: ofLayer(0) });
      await client.run('analysis', { handle, settings: ofLayer(0) }, aside);
      expect(server.sent()).toBeLessThan(1.5 * layerBytes);
      await client.run('analysis', { handle, settings: ofLayer(1) }, aside);
      await client.run('analysis', { handle, settings: ofLayer(1) }, aside);
      expect(analysed).toEqual([[0, 0], [1, 1]]);
    } finally {
      await server.close();
    }
  });

  it('when its layers are too large to be held several times', async () => {
    const large = syntheticRecording({ nodes: 64, hiddenSize: 8192, segments: 9, segmentLength: 64, layers: [0] });
    const { client, workers } = start(2);
    const { handle } = await client.open({ kind: 'file', file: new Blob([large]), name: 'large' });
    await client.run('averagingNull', { handle, settings: ofLayer(0), seed: 1 }, { aside: 'anything' });
    expect(workers).toHaveLength(1);
  });

  it('when another worker finds another file at its place', async () => {
    const { client, workers, analysed } = start(2);
    const { handle } = await client.open(source);
    const other = client.run('analysis', { handle, settings: ofLayer(0) }, aside);
    const { service } = workers[1]!;
    const open = service.open.bind(service);
    service.open = async (...call) => {
      const outcome = await open(...call);
      return outcome.ok ? { ok: true, value: { ...outcome.value, version: 'another' } } : outcome;
    };
    expect((await other).nodes).toBe(5);
    expect(analysed).toEqual([[0], []]);
    await client.run('analysis', { handle, settings: ofLayer(1) }, aside);
    expect(analysed).toEqual([[0, 1], []]);
  });
});

describe('one worker alone', () => {
  it('reads one layer of a sweep ahead of the one it analyses, and does a panel that asks later first', async () => {
    const slow: RecordingSource = { kind: 'file', file: new Blob([syntheticRecording({ layers: LAYERS, nodes: 60, hiddenSize: 200, segments: 60, segmentLength: 60 })]), name: 'slow' };
    const { client, analysed } = start(1);
    expect(client.aside).toBe(1);
    const { handle } = await client.open(slow);
    const order: string[] = [];
    const sweep = [0, 1, 2].map((layer) => client.run('analysis', { handle, settings: ofLayer(layer) }, aside).then(() => order.push(`layer ${layer}`)));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(analysed).toEqual([[0, 1]]);
    const panel = client.run('analysis', { handle, settings }).then(() => order.push('panel'));
    await Promise.all([...sweep, panel]);
    expect(order).toEqual(['panel', 'layer 0', 'layer 1', 'layer 2']);
  });
});
