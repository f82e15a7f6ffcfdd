import { beforeEach, describe, expect, it } from 'vitest';
import type { LayerNulls, AveragingBands } from '../../../src/core/nulls/types.ts';
import type { MemoryBaselines } from '../../../src/core/baselines/memoryBaselines.ts';
import type { ScalingResult } from '../../../src/core/scaling/types.ts';
import { createAnalysisScheduler } from '../../../src/state/panels/analysisScheduler.ts';
import { createAnalysisStore, type AnalysisStore } from '../../../src/state/panels/analysisStore.ts';
import { createEvidenceScheduler, type EvidenceScheduler } from '../../../src/state/evidence/evidenceScheduler.ts';
import { createEvidenceStore, type EvidenceStore } from '../../../src/state/evidence/evidenceStore.ts';
import { createRecordingLibrary } from '../../../src/state/recordings/recordingLibrary.ts';
import { createRecordingsStore, type RecordingsStore } from '../../../src/state/recordings/recordingsStore.ts';
import { ResultCache } from '../../../src/state/panels/resultCache.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import type { RunOptions } from '../../../src/worker/pool/client.ts';
import { catalogEntry } from '../../helpers/catalogEntry.ts';
import { createFakeClient, settle, type FakeClient } from '../../helpers/fakeClient.ts';
import { syntheticInfo, syntheticResult } from '../../helpers/syntheticAnalysis.ts';
import type { EvidenceName } from '../../../src/state/evidence/pieces.ts';

const info = await syntheticInfo();
const { analysis } = await syntheticResult();
/** Only their identity matters here; what is in them is the core's business. */
const nulls = { settings: analysis.settings, options: { permutations: 999, seed: 1 } } as unknown as LayerNulls;
const band = { settings: analysis.settings, options: { draws: 199, seed: 1 } } as unknown as AveragingBands;
const baselines = { sequences: 1, length: 40 } as unknown as MemoryBaselines;
const fit: ScalingResult = { points: [], law: null, alphaByLevel: [], refusal: 'too few' };

const LAYERS = [0, 2, 4];
const entries = [
  catalogEntry('ring', { group: 'rings', nodes: 5, layers: LAYERS, modelLayers: 4 }),
  catalogEntry('ring-again', { group: 'rings', nodes: 5, layers: LAYERS, modelLayers: 4 }),
  catalogEntry('ring8', { nodes: 8, layers: LAYERS, modelLayers: 4 }),
  catalogEntry('ring-shuffled', { nodes: 5, sampler: 'shuffled', layers: LAYERS, modelLayers: 4 }),
  catalogEntry('grid', { kind: 'grid', model: 'other', nodes: 9, layers: LAYERS, modelLayers: 4 }),
];

let client: FakeClient;
let view: ViewStore;
let analysisStore: AnalysisStore;
let recordings: RecordingsStore;
let evidence: EvidenceStore;
let scheduler: EvidenceScheduler;

/** `aside`: calls that the client works on side by side. */
function setUp(aside: number): void {
  client = createFakeClient({ aside });
  recordings = createRecordingsStore();
  recordings.setState({ catalog: { status: 'ready', entries, defaultId: 'ring' } });
  const library = createRecordingLibrary(client, recordings);
  library.addCatalog(entries, 'https://example.org/catalog.json');
  view = createViewStore(defaultView);
  analysisStore = createAnalysisStore();
  const results = new ResultCache();
  createAnalysisScheduler({ client, library, view, analysis: analysisStore, results });
  evidence = createEvidenceStore();
  scheduler = createEvidenceScheduler({ client, library, results, view, analysis: analysisStore, recordings, evidence });
}

beforeEach(() => setUp(1));

const slot = <N extends EvidenceName>(name: N) => evidence.getState()[name];
const update = (change: Parameters<ReturnType<ViewStore['getState']>['update']>[0]) => view.getState().update(change);
const asked = () => ({
  analyses: client.analyses.length,
  /** Of the focus panel's own layer; those of the embedding layer and the shuffled recording are companions. */
  nulls: client.nullRuns.filter(({ argument }) => argument.layer !== 0 && argument.handle === 'handle-1').length,
  averagings: client.averagings.length,
  bands: client.bands.length,
  baselines: client.baselineRuns.length,
  fits: client.fits.length,
});
const answer = (layer: number) => ({ ...analysis, settings: { ...analysis.settings, layer } });

async function show(recordingId = 'ring', layer = 4): Promise<void> {
  view.getState().setPanels([{ recordingId, layer, axes: [0, 1, 2] }]);
  await settle();
  if (recordings.getState().recordings[recordingId]?.status !== 'ready') await client.opens.at(-1)!.resolve(info);
  await client.analyses.at(-1)!.resolve(answer(layer));
  // The finding needs them on every tab, and they come first of their lane.
  if (evidence.getState().baselines.status === 'loading') await client.baselineRuns.at(-1)!.resolve(baselines);
}

/** Answers the running controls and averaging nulls of the finding, as often as they are asked for. */
async function answerFinding(): Promise<void> {
  await client.nullRuns.at(-1)!.resolve(nulls);
  await client.bands.at(-1)!.resolve(band);
  await answerAssignments();
}

/** Opens the recording of the same group, which has the same words: no other assignment. */
async function answerAssignments(): Promise<void> {
  if (slot('assignments').status === 'loading' && recordings.getState().recordings['ring-again']?.status !== 'ready') await client.opens.at(-1)!.resolve(info);
}

/** Answers the embedding layer and the shuffled recording, which come last. */
async function answerCompanions(): Promise<void> {
  await client.nullRuns.at(-1)!.resolve(nulls);
  await client.opens.at(-1)!.resolve(info);
  await client.nullRuns.at(-1)!.resolve(nulls);
}

describe('what is computed', () => {
  it('nothing before a panel is shown', () => {
    expect(slot('nulls').status).toBe('idle');
    expect(asked()).toMatchObject({ nulls: 0, averagings: 0 });
  });

  it('nothing while the panel itself is waiting', async () => {
    update({ panels: [{ recordingId: 'ring', layer: 4, axes: [0, 1, 2] }] });
    await settle();
    await client.opens[0]!.resolve(info);
    expect(slot('nulls')).toMatchObject({ status: 'loading', key: null });
    expect(asked()).toMatchObject({ analyses: 1, nulls: 0 });
    await client.analyses[0]!.resolve(answer(4));
    expect(asked().nulls).toBe(1);
  });

  it('one null at a time: the next starts when the one before has landed', async () => {
    await show();
    expect(asked()).toMatchObject({ nulls: 1, bands: 0 });
    await client.nullRuns[0]!.resolve(nulls);
    expect(slot('nulls')).toMatchObject({ status: 'ready', value: { recordingId: 'ring', layer: 4 } });
    expect(asked()).toMatchObject({ nulls: 1, bands: 1 });
    expect(client.nullRuns).toHaveLength(1);
  });

  it('the finding on every tab, the rest only while its tab is open', async () => {
    await show();
    await answerFinding();
    expect(asked()).toMatchObject({ baselines: 1, nulls: 1, averagings: 0 });
    expect([slot('baselines').status, slot('averaging').status]).toEqual(['ready', 'idle']);
    update({ tab: 'nulls' });
    await settle();
    expect(slot('averaging').status).toBe('loading');
  });

  it('the comparisons of the finding on every tab, last of its lane', async () => {
    await show();
    await client.nullRuns[0]!.resolve(nulls);
    expect(client.nullRuns).toHaveLength(1);
    await client.bands[0]!.resolve(band);
    await answerAssignments();
    expect(slot('assignments')).toMatchObject({ status: 'ready', value: { recordingId: 'ring', others: [] } });
    expect(client.nullRuns[1]!.argument.layer).toBe(0);
    await answerCompanions();
    expect([slot('embedding').status, slot('shuffled').status]).toEqual(['ready', 'ready']);
    expect(asked().averagings).toBe(0);
  });

  it('the averaging band with as many draws as are meant, of the seed', async () => {
    update({ seed: 7 });
    await show();
    await client.nullRuns[0]!.resolve(nulls);
    expect(client.bands[0]!.argument).toMatchObject({ draws: 199, seed: 7, layer: 4, axes: [0, 1] });
    client.bands[0]!.options.onProgress?.({ what: 'analysing', done: 3, total: 199 });
    expect(slot('averagingBand').progress).toEqual({ what: 'draws', done: 3, total: 199 });
    await client.bands[0]!.resolve(band);
    expect(slot('averagingBand')).toMatchObject({ status: 'ready', value: { recordingId: 'ring', layer: 4 } });
  });

  it('one draw of the averaging null where it is looked at: on the tab of nulls and beside the picture', async () => {
    await show();
    await client.nullRuns[0]!.resolve(nulls);
    expect(slot('averaging').status).toBe('idle');
    update({ ghostPanel: true });
    await settle();
    expect(slot('averaging').status).toBe('loading');
    update({ ghostPanel: false });
    await settle();
    expect(slot('averaging').status).toBe('idle');
    update({ tab: 'nulls' });
    await settle();
    expect(slot('averaging').status).toBe('loading');
  });

  it('stops what a tab wanted when the reader leaves the tab', async () => {
    await show();
    await answerFinding();
    await answerCompanions();
    update({ tab: 'nulls' });
    await settle();
    update({ tab: 'cursor' });
    await settle();
    expect(client.averagings[0]!.aborted()).toBe(true);
    expect(slot('averaging')).toMatchObject({ status: 'idle', progress: null });
  });

  it('asks with the settings of the panel, its shown axes and the chosen relabellings', async () => {
    update({ permutations: 199, seed: 7 });
    await show();
    expect(client.nullRuns[0]!.argument).toMatchObject({ layer: 4, axes: [0, 1], permutations: 199, seed: 7, basis: { kind: 'raw' } });
  });

  it('the movement of the cursor asks for nothing', async () => {
    await show();
    const before = asked();
    update({ cursor: 20 });
    update({ cursor: 30, hoveredContext: 10 });
    await settle();
    expect(asked()).toEqual(before);
  });
});

describe('the newest request', () => {
  it('wins: the older one is cancelled and never lands', async () => {
    await show();
    const [older] = client.nullRuns;
    update({ seed: 2 });
    await settle();
    expect(older!.aborted()).toBe(true);
    expect(client.nullRuns[1]!.argument.seed).toBe(2);
    await older!.resolve(nulls);
    expect(slot('nulls')).toMatchObject({ status: 'loading', value: null });
  });

  it('stands back for a panel that starts to wait, and is taken up again', async () => {
    await show();
    view.getState().updatePanel(0, { layer: 2 });
    await settle();
    expect(client.nullRuns[0]!.aborted()).toBe(true);
    await client.analyses.at(-1)!.resolve(answer(2));
    expect(client.nullRuns.at(-1)!.argument.layer).toBe(2);
  });

  it('shows at once what is known already', async () => {
    await show();
    await answerFinding();
    update({ seed: 2 });
    await settle();
    update({ seed: 1 });
    expect(slot('nulls').status).toBe('ready');
    expect(asked().nulls).toBe(2);
  });
});

describe('a slot', () => {
  it('tells how far it is', async () => {
    await show();
    client.nullRuns[0]!.options.onProgress?.({ what: 'analysing', done: 3, total: 12 });
    expect(slot('nulls').progress).toEqual({ what: 'relabellings', done: 3, total: 12 });
  });

  it('carries its failure, and runs again when asked', async () => {
    await show();
    await client.nullRuns[0]!.fail({ code: 'worker-lost', message: 'It stopped.' });
    expect(slot('nulls')).toMatchObject({ status: 'error', failure: { message: 'It stopped.' } });
    await client.bands.at(-1)!.resolve(band);
    scheduler.cancel('assignments');
    scheduler.cancel('embedding');
    scheduler.cancel('shuffled');
    scheduler.retry('nulls');
    await settle();
    expect(slot('nulls')).toMatchObject({ status: 'loading', failure: null });
    await client.nullRuns.at(-1)!.resolve(nulls);
    expect(slot('nulls').status).toBe('ready');
  });

  it('a failure does not hold up the others', async () => {
    await show();
    await client.nullRuns[0]!.fail({});
    await client.bands.at(-1)!.resolve(band);
    expect(slot('averagingBand').status).toBe('ready');
  });

  it('keeps its last good value when it is cancelled, and stays cancelled until asked again', async () => {
    await show();
    await answerFinding();
    update({ seed: 2 });
    await settle();
    scheduler.cancel('nulls');
    expect(slot('nulls')).toMatchObject({ status: 'error', failure: { code: 'cancelled' }, value: { layer: 4 } });
    expect(client.nullRuns.find(({ argument }) => argument.seed === 2)!.aborted()).toBe(true);
    update({ showTrail: true, speed: 5 });
    await settle();
    expect(asked().nulls).toBe(2);
  });

  it('speaks of the panel failure when the panel itself has failed', async () => {
    view.getState().setPanels([{ recordingId: 'ring', layer: 4, axes: [0, 1, 2] }]);
    await settle();
    await client.opens[0]!.fail({ message: 'No such file.' });
    expect(slot('nulls')).toMatchObject({ status: 'error', failure: { message: 'No such file.' } });
    expect(asked().nulls).toBe(0);
  });
});

describe('the two lanes', () => {
  it('let a sweep run beside the nulls', async () => {
    await show();
    update({ tab: 'layers' });
    await settle();
    expect(client.nullRuns[0]!.aborted()).toBe(false);
    expect(client.analyses.slice(-2).map(({ argument }) => argument.layer)).toEqual([2, 0]);
  });
});

describe('the layer sweep', () => {
  it('fills in layer by layer, from the shown one outwards, and asks for none twice', async () => {
    await show();
    await answerFinding();
    const before = client.analyses.length;
    update({ tab: 'layers' });
    await settle();
    expect(slot('sweep')).toMatchObject({ status: 'loading', value: { wanted: LAYERS, layers: [{ layer: 4 }] } });
    await client.analyses[before]!.resolve(answer(2));
    expect(slot('sweep').value!.layers.map(({ layer }) => layer)).toEqual([2, 4]);
    expect(slot('sweep').progress).toEqual({ what: 'layer', done: 2, total: 3 });
    await client.analyses[before + 1]!.resolve(answer(0));
    expect(slot('sweep').status).toBe('ready');
    expect(slot('sweep').value!.layers.map(({ layer }) => layer)).toEqual(LAYERS);

    update({ tab: 'curves', curveLayers: [0] });
    await settle();
    expect(slot('sweep').status).toBe('ready');
    expect(slot('sweep').value!.layers.map(({ layer }) => layer)).toEqual([0, 4]);
    expect(client.analyses.filter(({ argument }) => argument.handle === 'handle-1').length).toBe(before + 2);
  });
});

describe('beside several workers', () => {
  /** Begins a sweep from layer 2 in two workers; returns how many analyses were asked for before it. */
  async function sweepInTwo(): Promise<number> {
    setUp(2);
    await show('ring', 2);
    await answerFinding();
    const before = client.analyses.length;
    update({ tab: 'layers' });
    await settle();
    return before;
  }

  it('a sweep has as many layers under way as they do at a time, the nearest first, and sorts what lands', async () => {
    const before = await sweepInTwo();
    expect(client.analyses.slice(before).map(({ argument }) => argument.layer)).toEqual([4, 0]);
    expect(client.analyses.slice(before).every(({ options }) => (options as RunOptions).rank === 'layer')).toBe(true);
    await client.analyses[before + 1]!.resolve(answer(0));
    expect(slot('sweep')).toMatchObject({ status: 'loading', progress: { what: 'layer', done: 2, total: 3 } });
    await client.analyses[before]!.resolve(answer(4));
    expect(slot('sweep').value!.layers.map(({ layer }) => layer)).toEqual([0, 2, 4]);
  });

  it('a cancelled sweep stops every layer at once and keeps what is there', async () => {
    const before = await sweepInTwo();
    await client.analyses[before]!.resolve(answer(4));
    scheduler.cancel('sweep');
    expect(client.analyses[before + 1]!.aborted()).toBe(true);
    expect(slot('sweep')).toMatchObject({ status: 'error', failure: { code: 'cancelled' }, value: { layers: [{ layer: 2 }, { layer: 4 }] } });
    scheduler.retry('sweep');
    await settle();
    expect(client.analyses.slice(before + 2).map(({ argument }) => argument.layer)).toEqual([0]);
  });

  it('a failed layer stops the others and leaves what has landed', async () => {
    const before = await sweepInTwo();
    await client.analyses[before]!.fail({ code: 'worker-lost' });
    expect(client.analyses[before + 1]!.aborted()).toBe(true);
    expect(slot('sweep')).toMatchObject({ status: 'error', failure: { code: 'worker-lost' }, value: { layers: [{ layer: 2 }] } });
  });

  it('stands back as a whole for another layer on screen, and shows that one at once when it has landed', async () => {
    setUp(2);
    await show('ring', 2);
    const before = client.analyses.length;
    update({ tab: 'layers' });
    await settle();
    await client.analyses[before]!.resolve(answer(4));
    view.getState().updatePanel(0, { layer: 4 });
    expect(analysisStore.getState().slots[0]).toMatchObject({ status: 'ready', value: { analysis: { settings: { layer: 4 } } } });
    view.getState().updatePanel(0, { layer: 0 });
    await settle();
    expect(client.analyses[before + 1]!.aborted()).toBe(true);
  });

  it('a sweep counts the layers that were not computed', async () => {
    await show();
    await answerFinding();
    update({ tab: 'layers' });
    await settle();
    const [first, second] = client.analyses.slice(-2);
    first!.options.onKept?.();
    await first!.resolve(answer(2));
    await second!.resolve(answer(0));
    expect(slot('sweep')).toMatchObject({ status: 'ready', value: { kept: 1 } });
  });

  it('as many nulls run at a time', async () => {
    setUp(2);
    await show();
    expect([client.nullRuns.length, client.bands.length]).toEqual([1, 1]);
    await client.bands[0]!.resolve(band);
    expect([slot('assignments').status, slot('embedding').status]).toEqual(['loading', 'loading']);
    await answerAssignments();
    expect(client.nullRuns.map(({ argument }) => argument.layer)).toEqual([4, 0]);
  });

  it('as many recordings of a family are opened at a time', async () => {
    setUp(2);
    await show();
    update({ tab: 'scaling' });
    await settle();
    expect(client.opens.slice(1).map(({ argument }) => argument.name)).toEqual(['ring-again', 'ring8'].map((id) => expect.stringContaining(id) as string));
  });
});

describe('companions', () => {
  it('are the embedding layer and the shuffled recording of the same task', async () => {
    await show();
    await answerFinding();
    update({ tab: 'spectrum' });
    await settle();
    expect(client.nullRuns[1]!.argument.layer).toBe(0);
    await client.nullRuns[1]!.resolve(nulls);
    await client.opens.at(-1)!.resolve(info);
    expect(client.opens.at(-1)!.argument.name).toContain('ring-shuffled');
    await client.nullRuns[2]!.resolve(nulls);
    expect(slot('shuffled')).toMatchObject({ status: 'ready', value: { recordingId: 'ring-shuffled', layer: 4 } });
  });

  it('say why there are none', async () => {
    await show('grid', 0);
    update({ tab: 'spectrum' });
    await settle();
    expect(slot('embedding')).toMatchObject({ status: 'absent', note: expect.stringMatching(/embedding layer itself/) as string });
    expect(slot('shuffled')).toMatchObject({ status: 'absent', note: expect.stringMatching(/no order-shuffled/) as string });
    update({ tab: 'curves' });
    await settle();
    expect(slot('replicates')).toMatchObject({ status: 'absent' });
    update({ tab: 'scaling' });
    await settle();
    expect([slot('scalingData').status, slot('scaling').status]).toEqual(['absent', 'absent']);
  });

  it('replicates are analysed in the same layer, the focus first', async () => {
    await show();
    await answerFinding();
    update({ tab: 'curves' });
    await settle();
    await client.baselineRuns[0]!.resolve(baselines);
    expect(client.opens.at(-1)!.argument.name).toContain('ring-again');
    await client.opens.at(-1)!.resolve(info);
    await client.analyses.at(-1)!.resolve(answer(4));
    expect(slot('replicates').value!.members.map(({ recordingId }) => recordingId)).toEqual(['ring', 'ring-again']);
  });
});

describe('scaling', () => {
  async function openScaling(): Promise<void> {
    await show();
    await answerFinding();
    update({ tab: 'scaling' });
    await settle();
  }

  it('opens every recording of the family, then fits', async () => {
    await openScaling();
    expect(slot('scalingData').progress).toMatchObject({ what: 'recordings', total: 3 });
    await client.opens.at(-1)!.resolve(info);
    await client.opens.at(-1)!.resolve(info);
    expect(slot('scalingData').value!.members.map(({ recordingId }) => recordingId)).toEqual(['ring', 'ring-again', 'ring8']);
    expect(client.fits[0]!.argument.method).toEqual({ kind: 'threshold', level: 0.5 });
    await client.fits[0]!.resolve(fit);
    expect(slot('scaling')).toMatchObject({ status: 'ready', value: { refusal: 'too few' } });
  });

  it('a recording that cannot be read leaves a gap, not a failure', async () => {
    await openScaling();
    await client.opens.at(-1)!.fail({ message: 'Cut off.' });
    expect(slot('scalingData')).toMatchObject({ status: 'ready', value: { gaps: [{ recordingId: 'ring8', message: 'Cut off.' }] } });
  });

  it('another threshold fits anew without opening anything', async () => {
    await openScaling();
    await client.opens.at(-1)!.resolve(info);
    await client.opens.at(-1)!.resolve(info);
    const opens = client.opens.length;
    const { scalingChoices } = view.getState();
    update({ scalingChoices: { ...scalingChoices, level: 0.7 } });
    await settle();
    expect(client.fits[0]!.aborted()).toBe(true);
    expect(client.fits[1]!.argument.method).toEqual({ kind: 'threshold', level: 0.7 });
    expect(client.opens.length).toBe(opens);
  });
});

describe('replaced data', () => {
  it('is asked for again, however well the old was known', async () => {
    await show();
    await answerFinding();
    scheduler.forget();
    await settle();
    expect(asked().nulls).toBe(2);
    expect(slot('nulls').status).toBe('loading');
  });
});

describe('disposal', () => {
  it('stops what runs and asks for nothing more', async () => {
    await show();
    scheduler.dispose();
    expect(client.nullRuns[0]!.aborted()).toBe(true);
    update({ seed: 3 });
    await settle();
    expect(asked().nulls).toBe(1);
  });
});
