import { expect, it, vi } from 'vitest';
import { createOffline } from '../../../src/state/offline/offline.ts';
import { createRecordingsStore } from '../../../src/state/recordings/recordingsStore.ts';
import type { RecordingSource } from '../../../src/worker/protocol.ts';
import { catalogEntry } from '../../helpers/catalogEntry.ts';
import { createFakeCaches } from '../../helpers/fakeCaches.ts';
import { noOffline } from '../../helpers/noOffline.ts';

const CATALOG = 'https://host.example/app/samples/catalog.json';
const entries = [catalogEntry('ring4-a'), catalogEntry('ring8-a')];

function start({ limit = Infinity, answer = () => Promise.resolve(new Response(new Uint8Array(1000))) }: { limit?: number; answer?: typeof fetch } = {}) {
  const caches = createFakeCaches(limit);
  const recordings = createRecordingsStore();
  recordings.setState({ catalog: { status: 'ready', entries, defaultId: 'ring8-a' } });
  const sourceOf = (id: string): RecordingSource | null => {
    if (id === 'file:mine') return { kind: 'file', file: new Blob(), name: 'mine' };
    const entry = entries.find((listed) => listed.id === id);
    return entry === undefined ? null : { kind: 'url', url: new URL(entry.file, CATALOG).href, name: entry.file, expectedBytes: entry.bytes };
  };
  const fetch = vi.fn(answer);
  const offline = createOffline({ ports: { ...noOffline, caches }, fetch, recordings, sourceOf });
  const all = entries.map(({ id }) => offline.keepable(id)!);
  const idle = () => vi.waitFor(() => expect([offline.store.getState().keeping, fetch.mock.calls.length > 0]).toEqual([null, true]));
  return { caches, fetch, offline, all, idle, state: offline.store.getState };
}

it('knows what can be kept: what has an address, with its size and checksum from the catalog', () => {
  const { offline } = start();
  expect(offline.keepable('ring8-a')).toEqual({
    url: 'https://host.example/app/samples/recordings/ring8-a.safetensors', title: 'ring8-a', bytes: 1000, sha256: '0'.repeat(64),
  });
  expect(offline.keepable('file:mine')).toBeNull();
  expect(offline.keepable('unknown')).toBeNull();
});

it('keeps recordings one after the other, passes over those it has, and lets them go', async () => {
  const { offline, all, fetch, state } = start();
  offline.keep([all[0]!]);
  await vi.waitFor(() => expect(state().kept).toHaveLength(1));
  offline.keep(all);
  await vi.waitFor(() => expect(state().kept.map(({ title }) => title)).toEqual(['ring4-a', 'ring8-a']));
  expect(fetch).toHaveBeenCalledTimes(2);
  offline.forget(all[0]!.url);
  await vi.waitFor(() => expect(state().kept.map(({ title }) => title)).toEqual(['ring8-a']));
  offline.forgetAll();
  await vi.waitFor(() => expect(state().kept).toEqual([]));
});

it('says once what went wrong, and has what came before it', async () => {
  const { offline, all, state, idle } = start({ limit: 1600 });
  offline.keep(all);
  await vi.waitFor(() => expect(state().failure).not.toBeNull());
  await idle();
  expect(state().failure).toMatchObject({ code: 'too-large', file: 'ring8-a', field: 'storage' });
  expect(state().kept.map(({ title }) => title)).toEqual(['ring4-a']);
});

it('stops when cancelled, without a failure and without a rest', async () => {
  const never: typeof fetch = (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError'))));
  const { offline, all, state, caches } = start({ answer: never });
  offline.keep(all);
  await vi.waitFor(() => expect(state().keeping).toMatchObject({ title: 'ring4-a', place: 1, files: 2, total: 2000 }));
  offline.cancel();
  await vi.waitFor(() => expect(state().keeping).toBeNull());
  expect([state().failure, caches.addresses()]).toEqual([null, []]);
});

it('drops a kept copy when the catalog has another checksum for it, and no other', async () => {
  const { offline, all, state } = start();
  offline.keep(all);
  await vi.waitFor(() => expect(state().kept).toHaveLength(2));
  await offline.dropChanged([{ ...entries[0]!, sha256: '1'.repeat(64) }, entries[1]!], CATALOG);
  offline.refresh();
  await vi.waitFor(() => expect(state().kept.map(({ title }) => title)).toEqual(['ring8-a']));
});

it('stores nothing where the browser has no storage', async () => {
  const offline = createOffline({ ports: noOffline, fetch: () => Promise.reject(new Error('asked')), recordings: createRecordingsStore(), sourceOf: () => null });
  expect(offline.store.getState()).toMatchObject({ storage: false, page: 'absent' });
  offline.keep([{ url: 'https://host.example/a', title: 'a', bytes: 1, sha256: null }]);
  await vi.waitFor(() => expect(offline.store.getState().keeping).toBeNull());
  expect(offline.store.getState().failure).toBeNull();
});
