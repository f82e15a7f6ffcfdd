import { beforeEach, describe, expect, it } from 'vitest';
import { createRecordingLibrary, type RecordingLibrary } from '../../../src/state/recordings/recordingLibrary.ts';
import { createRecordingsStore, type RecordingsStore } from '../../../src/state/recordings/recordingsStore.ts';
import type { Progress, RecordingSource } from '../../../src/worker/protocol.ts';
import { createFakeClient, settle, type FakeClient } from '../../helpers/fakeClient.ts';
import { syntheticInfo } from '../../helpers/syntheticAnalysis.ts';

const info = await syntheticInfo();
const other = await syntheticInfo({ nodes: 6 });
const source = (name: string): RecordingSource => ({ kind: 'file', file: new Blob(), name });
const pass = () => Promise.resolve();

let client: FakeClient;
let store: RecordingsStore;
let library: RecordingLibrary;
beforeEach(() => {
  client = createFakeClient();
  store = createRecordingsStore();
  library = createRecordingLibrary(client, store);
});

const nodesOf = (id: string) => {
  const status = store.getState().recordings[id];
  return status?.status === 'ready' ? status.info.metadata.nodes.length : null;
};

describe('a source put in place of one that is still being opened', () => {
  it('is what everyone gets, those as well who waited for the earlier one', async () => {
    library.add('mine', source('first'));
    const progress: Progress[] = [];
    const before = library.open('mine', { onProgress: (p) => progress.push(p) });
    library.add('mine', source('second'));
    const after = library.open('mine');
    await settle();
    expect(client.opens.map(({ argument }) => argument.name)).toEqual(['first', 'second']);
    await client.opens[0]!.resolve(info);
    expect(client.closed).toEqual(['handle-1']);
    client.opens[1]!.options.onProgress?.({ what: 'reading', done: 1, total: 2 });
    await client.opens[1]!.resolve(other);
    expect((await before).handle).toBe('handle-2');
    expect((await after).handle).toBe('handle-2');
    expect(progress).toEqual([{ what: 'reading', done: 1, total: 2 }]);
    expect(nodesOf('mine')).toBe(6);
  });
});

describe('a source on offer', () => {
  it('is unknown until it has opened and passed its check', async () => {
    let approve: () => void = () => undefined;
    const offering = library.offer('mine', source('a'), () => new Promise((resolve) => (approve = resolve)));
    await client.opens[0]!.resolve(info);
    expect(library.has('mine')).toBe(false);
    approve();
    await offering;
    expect(nodesOf('mine')).toBe(5);
    expect((await library.open('mine')).handle).toBe('handle-1');
    expect(client.opens).toHaveLength(1);
  });

  it.each(['opening', 'check'] as const)('leaves what is there as it was when its %s fails', async (stage) => {
    const first = library.offer('mine', source('a'), pass);
    await client.opens[0]!.resolve(info);
    await first;
    const broken = () => Promise.reject(new Error('broken'));
    const offering = library.offer('mine', source('b'), broken).catch((error: unknown) => error);
    if (stage === 'opening') await client.opens[1]!.fail({});
    else await client.opens[1]!.resolve(other);
    expect(await offering).toMatchObject({ failure: { code: stage === 'opening' ? 'network' : 'internal' } });
    expect(nodesOf('mine')).toBe(5);
    expect(client.closed).toEqual(stage === 'opening' ? [] : ['handle-2']);
  });

  it('gives way to a later offer under its id', async () => {
    const first = library.offer('mine', source('a'), pass).catch((error: unknown) => error);
    const second = library.offer('mine', source('b'), pass);
    expect(await first).toMatchObject({ failure: { code: 'cancelled' } });
    await client.opens[1]!.resolve(other);
    await second;
    expect(nodesOf('mine')).toBe(6);
  });
});
