import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRecentDatabase, storageFailure, type RecentDatabase } from '../../../src/state/opening/recentDatabase.ts';
import { createRecentFiles, MAX_COPY_BYTES, MAX_RECENT, type RecentFiles } from '../../../src/state/opening/recentFiles.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

const file = (name: string, text = 'bytes') => new File([text], name, { lastModified: 5 });
/** What a handle is to the database: something it can clone. */
const handle = (name: string) => ({ kind: 'file', name }) as unknown as FileSystemFileHandle;
const quota = () => Object.assign(new Error('full'), { name: 'QuotaExceededError' });

let clock = 0;
function recentFiles(options: Parameters<typeof createRecentFiles>[0] = {}): RecentFiles {
  return createRecentFiles({ now: () => ++clock, readHandle: ({ name }) => Promise.resolve(file(name, 'from disk')), ...options });
}

const names = ({ store }: RecentFiles) => store.getState().files.map(({ name, kept }) => `${name} ${kept}`);

describe('without the reader’s leave', () => {
  it('nothing is remembered', async () => {
    const recent = recentFiles();
    await recent.load();
    expect(recent.store.getState()).toMatchObject({ status: 'ready', remember: false, files: [], failure: null });
    expect(await recent.remember({ file: file('a'), handle: handle('a') })).toBeNull();
    expect(await (await openRecentDatabase()).entries()).toEqual([]);
  });

  it('given and withdrawn, everything is forgotten, in the database as well', async () => {
    const recent = recentFiles();
    await recent.setLeave({ remember: true, keepCopies: true });
    await recent.remember({ file: file('a'), handle: null });
    expect(names(recent)).toEqual(['a copy']);
    await recent.setLeave({ remember: false, keepCopies: true });
    expect(names(recent)).toEqual([]);
    expect(await (await openRecentDatabase()).entries()).toEqual([]);
  });
});

describe('with leave', () => {
  it('a file is remembered by its handle, else by its copy where that is allowed, else by its name', async () => {
    const recent = recentFiles();
    await recent.setLeave({ remember: true, keepCopies: false });
    await recent.remember({ file: file('a'), handle: handle('a') });
    await recent.remember({ file: file('b'), handle: null });
    await recent.setLeave({ remember: true, keepCopies: true });
    await recent.remember({ file: file('c'), handle: null });
    const large = new File([new Uint8Array(MAX_COPY_BYTES + 1)], 'd');
    await recent.remember({ file: large, handle: null });
    expect(names(recent)).toEqual(['d name', 'c copy', 'b name', 'a handle']);
  });

  it('it is there on the next visit and opens from where it was remembered', async () => {
    const before = recentFiles();
    await before.setLeave({ remember: true, keepCopies: true });
    await before.remember({ file: file('a'), handle: handle('a') });
    await before.remember({ file: file('b', 'copied'), handle: null });
    const recent = recentFiles();
    await recent.load();
    expect(recent.store.getState()).toMatchObject({ remember: true, keepCopies: true });
    const [b, a] = recent.store.getState().files;
    expect(await (await recent.open(a!.key))?.file.text()).toBe('from disk');
    const opened = await recent.open(b!.key);
    expect(await opened?.file.text()).toBe('copied');
    expect(opened?.file).toMatchObject({ name: 'b', lastModified: 5 });
    expect(recent.named('b')?.key).toBe(b!.key);
    expect(recent.named('x')).toBeNull();
  });

  it('one whose name alone is remembered has to be chosen anew, and no address offers it', async () => {
    const recent = recentFiles();
    await recent.setLeave({ remember: true, keepCopies: false });
    await recent.remember({ file: file('a'), handle: null });
    expect(await recent.open(recent.store.getState().files[0]!.key)).toBeNull();
    expect(recent.named('a')).toBeNull();
  });

  it('the same file opened again is listed once, first', async () => {
    const recent = recentFiles();
    await recent.setLeave({ remember: true, keepCopies: false });
    for (const name of ['a', 'b', 'a']) await recent.remember({ file: file(name), handle: handle(name) });
    expect(names(recent)).toEqual(['a handle', 'b handle']);
  });

  it('each can be forgotten, and all', async () => {
    const recent = recentFiles();
    await recent.setLeave({ remember: true, keepCopies: false });
    for (const name of ['a', 'b', 'c']) await recent.remember({ file: file(name), handle: handle(name) });
    await recent.forget(recent.store.getState().files[1]!.key);
    expect(names(recent)).toEqual(['c handle', 'a handle']);
    const { key } = recent.store.getState().files[0]!;
    await recent.forgetAll();
    expect(names(recent)).toEqual([]);
    expect(await (await openRecentDatabase()).entries()).toEqual([]);
    await expect(recent.open(key)).rejects.toMatchObject({ failure: { code: 'not-found' } });
    expect(recent.store.getState().remember).toBe(true);
  });

  it(`only the last ${MAX_RECENT} are remembered`, async () => {
    const recent = recentFiles();
    await recent.setLeave({ remember: true, keepCopies: false });
    for (let i = 0; i <= MAX_RECENT; i++) await recent.remember({ file: file(`f${i}`), handle: handle(`f${i}`) });
    expect(names(recent)).toHaveLength(MAX_RECENT);
    expect(names(recent)).not.toContain('f0 handle');
    expect(await (await openRecentDatabase()).entries()).toHaveLength(MAX_RECENT);
  });
});

describe('a storage that fails', () => {
  it.each([
    ['is missing', () => vi.stubGlobal('indexedDB', undefined)],
    ['is blocked', () => vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw Object.assign(new Error('denied'), { name: 'SecurityError' });
    })],
  ])('is said to be unusable when it %s, and nothing else happens', async (_what, breaks) => {
    breaks();
    try {
      const recent = recentFiles();
      await recent.load();
      expect(recent.store.getState()).toMatchObject({ status: 'unavailable', failure: { code: 'storage' } });
      await recent.setLeave({ remember: true, keepCopies: true });
      expect(recent.store.getState().remember).toBe(false);
      expect(recent.named('a')).toBeNull();
      expect(await recent.remember({ file: file('a'), handle: null })).toBeNull();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  /** A database whose `put` fails as told. */
  async function failing(put: (database: RecentDatabase, entry: Parameters<RecentDatabase['put']>[0]) => Promise<void>): Promise<RecentFiles> {
    const database = await openRecentDatabase();
    await database.setLeave({ remember: true, keepCopies: true });
    return recentFiles({ connect: () => Promise.resolve({ ...database, put: (entry) => put(database, entry) }) });
  }

  it('keeps the name of a file whose copy does not fit, and says that there is no room', async () => {
    const recent = await failing((database, entry) => (entry.copy === null ? database.put(entry) : Promise.reject(storageFailure(quota()))));
    const failure = await recent.remember({ file: file('a'), handle: null });
    expect(failure).toMatchObject({ code: 'storage', field: 'quota' });
    expect(failure?.message).toMatch(/no room/);
    expect(names(recent)).toEqual(['a name']);
  });

  it('leaves the list as it was when there is no room for anything', async () => {
    const recent = await failing(() => Promise.reject(storageFailure(quota())));
    expect(await recent.remember({ file: file('a'), handle: handle('a') })).toMatchObject({ field: 'quota' });
    expect(names(recent)).toEqual([]);
    expect(recent.store.getState().failure).toMatchObject({ field: 'quota' });
  });

  it('turns what the database throws into a message with a remedy', async () => {
    const database = await openRecentDatabase();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw quota();
    });
    const entry = { key: 'k', name: 'a', size: 1, modified: 1, opened: 1, handle: null, copy: null };
    await expect(database.put(entry)).rejects.toMatchObject({ failure: { code: 'storage', field: 'quota', remedy: expect.stringMatching(/Forget/) as string } });
  });
});
