import { beforeEach, describe, expect, it } from 'vitest';
import { createAnalysisScheduler, type AnalysisScheduler, type Trial } from '../../../src/state/panels/analysisScheduler.ts';
import { createAnalysisStore, type AnalysisStore } from '../../../src/state/panels/analysisStore.ts';
import { createRecordingLibrary, type RecordingLibrary } from '../../../src/state/recordings/recordingLibrary.ts';
import { createRecordingsStore } from '../../../src/state/recordings/recordingsStore.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import type { PanelSpec } from '../../../src/state/view/panelSpec.ts';
import { createFakeClient, settle, type FakeClient } from '../../helpers/fakeClient.ts';
import { syntheticInfo, syntheticResult } from '../../helpers/syntheticAnalysis.ts';

const info = await syntheticInfo();
const { analysis } = await syntheticResult();
const panel = (layer: number | null = 2, recordingId = 'ring'): PanelSpec => ({ recordingId, layer, axes: [0, 1, 2] });

let client: FakeClient;
let view: ViewStore;
let store: AnalysisStore;
let scheduler: AnalysisScheduler;
let library: RecordingLibrary;

beforeEach(() => {
  client = createFakeClient();
  const recordings = createRecordingsStore();
  library = createRecordingLibrary(client, recordings);
  for (const id of ['ring', 'grid']) library.add(id, { kind: 'file', file: new Blob(), name: id });
  view = createViewStore(defaultView);
  store = createAnalysisStore();
  scheduler = createAnalysisScheduler({ client, library, view, analysis: store });
});

const slot = (index = 0) => store.getState().slots[index]!;
const update = (change: Parameters<ReturnType<ViewStore['getState']>['update']>[0]) => view.getState().update(change);
/** A result told from all others by its layer. */
const answer = (layer: number) => ({ ...analysis, settings: { ...analysis.settings, layer } });
const shownLayer = (index = 0) => slot(index).value?.analysis.settings.layer;

async function open(): Promise<void> {
  await settle();
  await client.opens.at(-1)!.resolve(info);
}

describe('a panel', () => {
  it('opens its recording, asks for its analysis and shows it', async () => {
    update({ panels: [panel()] });
    expect(slot()).toMatchObject({ status: 'loading', value: null });
    await open();
    expect(client.analyses[0]!.argument).toMatchObject({ layer: 2, basis: { kind: 'joint' }, handle: 'handle-1' });
    await client.analyses[0]!.resolve(answer(2));
    expect(slot()).toMatchObject({ status: 'ready', failure: null, value: { recordingId: 'ring' } });
  });

  it('reports how much of its recording has been read', async () => {
    update({ panels: [panel(0), panel(2)] });
    await settle();
    client.opens[0]!.options.onProgress?.({ what: 'reading', done: 5, total: 10 });
    expect([slot(0).progress, slot(1).progress]).toEqual([
      { what: 'reading', done: 5, total: 10 },
      { what: 'reading', done: 5, total: 10 },
    ]);
  });

  it('opens a recording once for all its panels and requests', async () => {
    update({ panels: [panel(0), panel(2), panel(4)] });
    await open();
    expect(client.opens).toHaveLength(1);
    expect(client.analyses.map(({ argument }) => argument.layer)).toEqual([0, 2, 4]);
  });

  it('asks for the default layer of the recording when it names none', async () => {
    update({ panels: [panel(null)] });
    await open();
    expect(client.analyses[0]!.argument.layer).toBe(4);
  });

  it('takes the frame nearest to the reference context', async () => {
    update({ panels: [panel()], basis: 'reference', referenceContext: 21 });
    await open();
    expect(client.analyses[0]!.argument.basis).toEqual({ kind: 'reference', frame: 1 });
    update({ referenceContext: null });
    await settle();
    expect(client.analyses[1]!.argument.basis).toEqual({ kind: 'reference', frame: 3 });
  });
});

describe('the newest request', () => {
  beforeEach(async () => {
    update({ panels: [panel(0)] });
    await open();
  });

  it('wins: the older one is cancelled and its late result never lands', async () => {
    view.getState().updatePanel(0, { layer: 2 });
    await settle();
    const [old, recent] = client.analyses;
    expect(old!.aborted()).toBe(true);
    await recent!.resolve(answer(2));
    await old!.resolve(answer(0));
    expect(shownLayer()).toBe(2);
    expect(slot().status).toBe('ready');
  });

  it('leaves the last good view on screen until it lands', async () => {
    await client.analyses[0]!.resolve(answer(0));
    view.getState().updatePanel(0, { layer: 2 });
    expect(slot().status).toBe('loading');
    expect(shownLayer()).toBe(0);
  });

  it('leaves the last good view on screen when it fails, with the failure beside it', async () => {
    await client.analyses[0]!.resolve(answer(0));
    view.getState().updatePanel(0, { layer: 2 });
    await settle();
    await client.analyses[1]!.fail({ code: 'non-finite' });
    expect(slot()).toMatchObject({ status: 'error', failure: { code: 'non-finite' } });
    expect(shownLayer()).toBe(0);
  });

  it('is not made again for a change that no analysis depends on', async () => {
    update({ cursor: 20, showTrail: true, flips: [true, false, false], colour: 'tokens' });
    view.getState().updatePanel(0, { axes: [3, 1, 2] });
    await settle();
    expect(client.analyses).toHaveLength(1);
  });

  it('is made for shown axes in the aligned basis alone: two in the plane, three in space', async () => {
    update({ basis: 'aligned' });
    await settle();
    view.getState().updatePanel(0, { axes: [0, 1, 3] });
    await settle();
    expect(client.analyses).toHaveLength(2);
    update({ mode: 'space' });
    await settle();
    expect(client.analyses.map(({ argument }) => argument.axes.length)).toEqual([2, 2, 3]);
  });

  it('is answered from memory when the reader goes back to a view', async () => {
    await client.analyses[0]!.resolve(answer(0));
    view.getState().updatePanel(0, { layer: 2 });
    await settle();
    await client.analyses[1]!.resolve(answer(2));
    view.getState().updatePanel(0, { layer: 0 });
    expect(slot().status).toBe('ready');
    expect(shownLayer()).toBe(0);
    expect(client.analyses).toHaveLength(2);
  });

  it('reports progress to its slot', () => {
    client.analyses[0]!.options.onProgress?.({ what: 'analysing', done: 3, total: 9 });
    expect(slot().progress).toEqual({ what: 'analysing', done: 3, total: 9 });
  });
});

describe('several panels', () => {
  it('share a request for the same analysis, and keep it when one of them turns away', async () => {
    update({ panels: [panel(2), { ...panel(2), axes: [2, 3, 4] }] });
    await open();
    expect(client.analyses).toHaveLength(1);
    view.getState().updatePanel(0, { layer: 4 });
    await settle();
    expect(client.analyses[0]!.aborted()).toBe(false);
    await client.analyses[0]!.resolve(answer(2));
    expect([slot(0).status, slot(1).status]).toEqual(['loading', 'ready']);
  });

  it('keep their results when one before them is removed', async () => {
    update({ panels: [panel(0), panel(2), panel(4)] });
    await open();
    await client.analyses[1]!.resolve(answer(2));
    update({ panels: [panel(2), panel(4)] });
    await settle();
    expect(slot(0).status).toBe('ready');
    expect(slot(1)).toMatchObject({ status: 'loading', value: null });
    expect(client.analyses[0]!.aborted()).toBe(true);
    expect(client.analyses).toHaveLength(3);
    await client.analyses[2]!.resolve(answer(4));
    expect([shownLayer(0), shownLayer(1)]).toEqual([2, 4]);
  });

  it('fail on their own: one broken recording does not take the others down', async () => {
    update({ panels: [panel(2, 'grid'), panel(2, 'ring')] });
    await settle();
    await client.opens[0]!.fail({ code: 'truncated' });
    await client.opens[1]!.resolve(info);
    await client.analyses[0]!.resolve(answer(2));
    expect([slot(0).status, slot(1).status]).toEqual(['error', 'ready']);
  });
});

describe('cancelling and retrying', () => {
  beforeEach(async () => {
    update({ panels: [panel(0)] });
    await open();
  });

  it('stops what the panel waits for and says so', async () => {
    scheduler.cancel(0);
    await settle();
    expect(slot()).toMatchObject({ status: 'error', failure: { code: 'cancelled' } });
    expect(client.analyses[0]!.aborted()).toBe(true);
  });

  it('runs a cancelled panel again', async () => {
    scheduler.cancel(0);
    scheduler.retry(0);
    await settle();
    await client.analyses[1]!.resolve(answer(0));
    expect(slot()).toMatchObject({ status: 'ready', failure: null });
  });

  it('opens a recording again that could not be opened before', async () => {
    update({ panels: [panel(0, 'grid')] });
    await settle();
    await client.opens[1]!.fail({});
    scheduler.retry(0);
    await settle();
    expect(client.opens).toHaveLength(3);
    await client.opens[2]!.resolve(info);
    expect(client.analyses).toHaveLength(2);
  });

  it('leaves a panel alone that is ready or does not exist', async () => {
    await client.analyses[0]!.resolve(answer(0));
    scheduler.retry(0);
    scheduler.cancel(0);
    scheduler.retry(7);
    await settle();
    expect(slot().status).toBe('ready');
    expect(client.analyses).toHaveLength(1);
  });
});

describe('a recording whose data is replaced', () => {
  const replaceData = (tried: Trial | null = null) => {
    library.add('ring', { kind: 'file', file: new Blob(), name: 'other' });
    scheduler.replace('ring', tried);
  };

  it('is asked for again, the last good view staying on screen until the new one lands or fails', async () => {
    update({ panels: [panel(0)] });
    await open();
    await client.analyses[0]!.resolve(answer(0));
    replaceData();
    expect(slot().status).toBe('loading');
    expect(shownLayer()).toBe(0);
    await open();
    await client.analyses[1]!.fail({ code: 'non-finite' });
    expect(slot()).toMatchObject({ status: 'error', failure: { code: 'non-finite' } });
    expect(shownLayer()).toBe(0);
  });

  it('is read anew although several panels still wait for the same analysis of the old data', async () => {
    update({ panels: [panel(2), { ...panel(2), axes: [2, 3, 4] }] });
    await open();
    replaceData();
    await open();
    expect(client.analyses).toHaveLength(2);
    expect(client.analyses[0]!.aborted()).toBe(true);
    await client.analyses[1]!.resolve(answer(4));
    expect([shownLayer(0), shownLayer(1)]).toEqual([4, 4]);
  });

  it('is shown at once where it has been tried out under the present settings, and asked for under others', async () => {
    update({ panels: [panel(null), panel(0)] });
    await open();
    for (const [i, layer] of [4, 0].entries()) await client.analyses[i]!.resolve(answer(layer));
    const trying = scheduler.tryOut('ring', { handle: 'new', info }, new AbortController().signal);
    await client.analyses[2]!.resolve(answer(2));
    replaceData(await trying);
    expect([slot(0).status, slot(1).status]).toEqual(['ready', 'loading']);
    expect(shownLayer(0)).toBe(2);
  });

  it('is not taken for what was tried out under settings that have changed since', async () => {
    update({ panels: [panel(null)] });
    await open();
    await client.analyses[0]!.resolve(answer(4));
    const trying = scheduler.tryOut('ring', { handle: 'new', info }, new AbortController().signal);
    update({ window: { kind: 'all' } });
    await settle();
    await client.analyses[1]!.resolve(answer(2));
    replaceData(await trying);
    expect(slot().status).toBe('loading');
  });
});
