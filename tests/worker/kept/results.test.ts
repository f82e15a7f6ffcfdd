import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import type { AnalysisSettings, LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { AnalysisService } from '../../../src/worker/service.ts';
import { KeptResults, settingsFingerprint, type KeptQuestion, type KeptResultsOptions } from '../../../src/worker/kept/results.ts';
import type { Outcome } from '../../../src/worker/protocol.ts';
import { openResultDatabase, RESULTS_VERSION, type ResultDatabase } from '../../../src/worker/kept/database.ts';
import { syntheticRecording, type SyntheticOptions } from '../../helpers/syntheticRecording.ts';

const settings: AnalysisSettings = { layer: 2, window: { kind: 'all' }, weighting: 'tokens', basis: { kind: 'joint' }, components: 4, axes: [0, 1] };
const ignore = () => undefined;
const DRAWS = { draws: 19, seed: 1 };
const RELABELLINGS = { permutations: 99, seed: 1 };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

interface Page {
  readonly service: AnalysisService;
  readonly handle: string;
  readonly analyse: (change?: Partial<AnalysisSettings>) => Promise<Outcome<object>>;
  readonly nulls: (change?: Partial<AnalysisSettings>, seed?: number) => Promise<Outcome<object>>;
  readonly band: (change?: Partial<AnalysisSettings>, seed?: number) => Promise<Outcome<object>>;
}

/** A page that has just been loaded: a service with an empty memory of its own. */
async function page(recording: SyntheticOptions | Uint8Array<ArrayBuffer> = {}, options: KeptResultsOptions = {}): Promise<Page> {
  const service = new AnalysisService({ results: new KeptResults(options) });
  const bytes = recording instanceof Uint8Array ? recording : syntheticRecording(recording);
  const opened = await service.open(0, { kind: 'file', file: new Blob([bytes]), name: 'ring.safetensors' }, ignore);
  if (!opened.ok) throw new Error(opened.failure.message);
  const { handle } = opened.value;
  let job = 0;
  return {
    service,
    handle,
    analyse: (change) => service.run(++job, 'analysis', { handle, settings: { ...settings, ...change } }, 'layer', ignore),
    nulls: (change, seed = 1) => service.run(++job, 'nulls', { handle, settings: { ...settings, ...change }, options: { ...RELABELLINGS, seed } }, 'null', ignore),
    band: (change, seed = 1) => service.run(++job, 'averagingBand', { handle, settings: { ...settings, ...change }, own: 0, options: { ...DRAWS, seed } }, 'null', ignore),
  };
}

const kept = (outcome: Outcome<object>): boolean => {
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.kept === true;
};

/** Writing goes on behind the answer: waits until so many results are there. */
async function stored(results: number): Promise<void> {
  const database = await openResultDatabase();
  await expect.poll(async () => (await database.size()).results).toBe(results);
}

async function spoil(change: (value: Record<string, unknown>) => unknown): Promise<void> {
  const database = await openDB('contextscope-results');
  for (const key of await database.getAllKeys('values')) {
    await database.put('values', change((await database.get('values', key)) as Record<string, unknown>), key);
  }
  database.close();
}

describe('kept results', () => {
  it.each(['analyse', 'nulls', 'band'] as const)('of %s are there for the next page, equal to the last digit', async (what) => {
    const computed = await (await page())[what]();
    expect(kept(computed)).toBe(false);
    await stored(1);
    const again = await (await page())[what]();
    expect(kept(again)).toBe(true);
    expect(again).toEqual({ ...computed, kept: true });
  });

  it('are handed out again and again from memory, each time as arrays of their own', async () => {
    const { analyse } = await page({}, { connect: () => Promise.reject(new Error('a private window')) });
    const [first, second, third] = [await analyse(), await analyse(), await analyse()];
    expect([first, second, third].map(kept)).toEqual([false, true, true]);
    structuredClone(second, { transfer: second.ok ? [(second.value as { scores: Float32Array<ArrayBuffer> }).scores.buffer] : [] });
    expect(third).toEqual({ ...first, kept: true });
  });

  it.each([
    ['window', { window: { kind: 'half' } }],
    ['window length', { window: { kind: 'last', tokens: 20 } }],
    ['weighting', { weighting: 'segments' }],
    ['basis', { basis: { kind: 'reference', frame: 1 } }],
    ['components', { components: 2 }],
    ['layer', { layer: 4 }],
  ] as const)('are not those of another %s', async (_, change) => {
    const one = await page();
    await one.analyse();
    await one.nulls();
    await one.band();
    for (const what of ['analyse', 'nulls', 'band'] as const) expect(kept(await one[what](change)), what).toBe(false);
  });

  it('depend on the shown axes only where the result does', async () => {
    const one = await page();
    const axes = { axes: [2, 3] };
    await one.analyse();
    await one.nulls();
    const other = await one.analyse(axes);
    expect(kept(other)).toBe(true);
    expect(other).toMatchObject({ value: { settings: axes } });
    expect(kept(await one.nulls(axes))).toBe(false);
    const aligned = (change: Partial<AnalysisSettings>) => settingsFingerprint({ engine: 'any', job: 'analysis', settings: { ...settings, basis: { kind: 'aligned', frame: 1 }, ...change }, ofAxes: true, options: [] });
    expect(aligned(axes)).not.toBe(aligned({}));
    expect(aligned({ layer: 4 })).toBe(aligned({}));
  });

  it('depend on the seed of what is drawn', async () => {
    const one = await page();
    await one.nulls();
    await one.band();
    expect([kept(await one.nulls({}, 2)), kept(await one.band({}, 2))]).toEqual([false, false]);
  });

  it('are of the data: one changed number in a file of the same name and size gives new ones', async () => {
    const bytes = syntheticRecording();
    await (await page(bytes)).analyse({ layer: 4 });
    await stored(1);
    const changed = bytes.slice();
    changed[changed.length - 2]! ^= 1;
    expect(kept(await (await page(changed)).analyse({ layer: 4 }))).toBe(false);
    expect(kept(await (await page(bytes)).analyse({ layer: 4 }))).toBe(true);
  });

  it('serve the same layer in another file, whatever its title and place', async () => {
    await (await page({ id: 'one' })).analyse();
    await stored(1);
    expect(kept(await (await page({ id: 'another' })).analyse())).toBe(true);
  });

  it('depend on the reader’s graphs by their edges', async () => {
    const one = await page();
    await one.analyse();
    const drawn = { id: 'mine', role: 'reference', title: 'Mine', directed: false, edges: [[0, 2]], layout: null } as const;
    await one.service.setGraphs(90, one.handle, [drawn]);
    expect(kept(await one.analyse())).toBe(false);
    await one.service.setGraphs(91, one.handle, [{ ...drawn, title: 'Renamed' }]);
    expect(kept(await one.analyse())).toBe(true);
    await one.service.setGraphs(92, one.handle, []);
    expect(kept(await one.analyse())).toBe(true);
  });
});

/** The result with another energy; that of averaging nulls stands in each of them. */
function withEnergy(value: Record<string, unknown>, of: (energy: unknown) => unknown): unknown {
  if ('energy' in value) return { ...value, energy: of(value['energy']) };
  return { ...value, nulls: (value['nulls'] as Record<string, unknown>[]).map((band) => ({ ...band, energy: of(band['energy']) })) };
}

describe('what a database gives back', () => {
  it.each<[string, (value: Record<string, unknown>) => unknown]>([
    ['nothing', () => null],
    ['text', () => 'a result'],
    ['a missing field', (value) => Object.fromEntries(Object.entries(value).filter(([field]) => field !== 'frames'))],
    ['other frames', (value) => ({ ...value, frames: (value['frames'] as unknown[]).slice(1) })],
    ['a shorter array', (value) => withEnergy(value, cut)],
    ['an array of another kind', (value) => withEnergy(value, () => [0, 1, 2])],
  ])('is computed anew and replaced where it is %s', async (_, change) => {
    for (const what of ['analyse', 'nulls', 'band'] as const) {
      globalThis.indexedDB = new IDBFactory();
      const computed = await (await page())[what]();
      await stored(1);
      await spoil(change);
      expect(await (await page())[what](), what).toEqual(computed);
      await expect.poll(async () => kept(await (await page())[what]()), { message: what }).toBe(true);
    }
  });

  it('is no result of nulls with pairs or spectra of another size', async () => {
    for (const change of [
      (value: Record<string, unknown>) => ({ ...value, pairs: { ...(value['pairs'] as object), pairs: [[0, 3]] } }),
      (value: Record<string, unknown>) => ({ ...value, spectra: [] }),
      (value: Record<string, unknown>) => ({ ...value, spectra: (value['spectra'] as object[][]).map((row) => row.map((spectrum) => ({ ...spectrum, share: new Float64Array(1) }))) }),
    ]) {
      globalThis.indexedDB = new IDBFactory();
      await (await page()).nulls();
      await stored(1);
      await spoil(change);
      expect(kept(await (await page()).nulls())).toBe(false);
    }
  });

  it('is not asked for by another version of the formulas', async () => {
    await (await page()).analyse();
    await stored(1);
    const later = { connect: () => openResultDatabase({ version: RESULTS_VERSION + 1 }) };
    expect(kept(await (await page({}, later)).analyse())).toBe(false);
  });
});

describe('a request is answered all the same', () => {
  const database = (change: Partial<ResultDatabase>): KeptResultsOptions => ({
    connect: async () => ({ ...(await openResultDatabase()), ...change }),
  });
  const quota = () => Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
  const never = () => new Promise<never>(() => undefined);

  it.each<[string, KeptResultsOptions]>([
    ['there is no database', { connect: () => Promise.reject(new Error('a private window')) }],
    ['there is no room', database({ put: quota })],
    ['reading fails', database({ get: quota })],
    ['the database does not answer', { ...database({ get: never }), patienceMs: 20 }],
    ['the database does not open', { connect: never, patienceMs: 20 }],
    ['the page is not served securely and has no digests', { digests: null }],
    ['a digest fails', { digests: { digest: () => Promise.reject(new Error('no memory')) } }],
  ])('where %s', async (_, options) => {
    const plain = new AnalysisService();
    const opened = await plain.open(0, { kind: 'file', file: new Blob([syntheticRecording()]), name: 'ring' }, ignore);
    const expected = await plain.run(1, 'analysis', { handle: opened.ok ? opened.value.handle : '', settings }, 'panel', ignore);
    expect(await (await page({}, options)).analyse()).toEqual(expected);
  });
});

describe('a result that somebody waits for', () => {
  const made = async () => {
    const { info, readEncoded } = await openRecording(memoryByteSource('ring', syntheticRecording()));
    const { nodes, segments, graphs, model } = info.metadata;
    const input = { residual: await readEncoded(settings.layer), counts: info.counts, segments, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
    const value = runToEnd(analyseLayer(input, settings));
    const fingerprint = settingsFingerprint({ engine: 'any', job: 'analysis', settings, ofAxes: false, options: [] });
    const question: KeptQuestion<LayerAnalysis> = { input, settings, fingerprint, read: (found) => found as LayerAnalysis };
    return { value, question };
  };
  it('is made at once, without a look at the database, and kept', async () => {
    const never = () => new Promise<never>(() => undefined);
    const results = new KeptResults({ connect: async () => ({ ...(await openResultDatabase()), get: never }), patienceMs: 1e6 });
    const { value, question } = await made();
    expect(await results.soonest(question, () => Promise.resolve(value), () => expect.unreachable())).toBe(value);
    await stored(1);
  });

  it('is given up where a kept one is found before it is done', async () => {
    const { value, question } = await made();
    await new KeptResults().of(question, () => Promise.resolve(value), ignore);
    await stored(1);
    let given: AbortSignal | null = null;
    let found = 0;
    const slow = (signal: AbortSignal) => {
      given = signal;
      return new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
    };
    expect(await new KeptResults().soonest(question, slow, () => found++)).toEqual(value);
    expect(given).toMatchObject({ aborted: true });
    expect(found).toBe(1);
  });

  it('does not fail with its digest', async () => {
    const { value, question } = await made();
    const results = new KeptResults({ digests: { digest: () => Promise.reject(new Error('no memory')) } });
    const slow = () => new Promise<typeof value>((resolve) => setTimeout(() => resolve(value), 20));
    expect(await results.soonest(question, slow, () => expect.unreachable())).toBe(value);
  });

  it('fails as its making does', async () => {
    const broken = () => Promise.reject(new RangeError('not finite'));
    const { question } = await made();
    await expect(new KeptResults().soonest(question, broken, ignore)).rejects.toThrow('not finite');
  });
});

function cut(array: unknown): unknown {
  return array instanceof Float64Array ? array.slice(1) : { ...(array as { mean: Float64Array }), mean: (array as { mean: Float64Array }).mean.slice(1) };
}
