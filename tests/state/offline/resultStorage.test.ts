import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createResultStorage } from '../../../src/state/offline/resultStorage.ts';
import { openResultDatabase } from '../../../src/worker/kept/database.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the results kept in this browser', () => {
  it('are counted when they are looked at, and gone once cleared', async () => {
    const database = await openResultDatabase();
    await database.put('a', Float32Array.of(1, 2), 8);
    await database.put('b', Float32Array.of(3), 4);
    const { store, read, clear } = createResultStorage();
    expect(store.getState().status).toBe('unread');
    await read();
    expect(store.getState()).toEqual({ status: 'ready', size: { results: 2, bytes: 12 } });
    await clear();
    expect(store.getState()).toEqual({ status: 'ready', size: { results: 0, bytes: 0 } });
    expect(await database.get('a')).toBeUndefined();
  });

  it('are none where the browser keeps none, and are looked for again the next time', async () => {
    let blocked = true;
    const { store, read } = createResultStorage(() => (blocked ? Promise.reject(new Error('a private window')) : openResultDatabase()));
    await read();
    expect(store.getState().status).toBe('unavailable');
    blocked = false;
    await read();
    expect(store.getState().status).toBe('ready');
  });
});
