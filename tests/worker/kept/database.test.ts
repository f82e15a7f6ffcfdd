import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openResultDatabase, type ResultDatabase } from '../../../src/worker/kept/database.ts';

let clock = 0;
const open = (limitBytes = 100, version = 1): Promise<ResultDatabase> => openResultDatabase({ limitBytes, version, now: () => ++clock });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the database of results', () => {
  it('gives back what was put, arrays as they were', async () => {
    const database = await open();
    const value = { scores: Float32Array.of(1, NaN, -0), note: 'x' };
    await database.put('a', value, 12);
    expect(await database.get('a')).toEqual(value);
    expect(await database.get('b')).toBeUndefined();
    expect(await database.size()).toEqual({ results: 1, bytes: 12 });
  });

  it('lets go of what was used longest ago, never of what comes in', async () => {
    const database = await open();
    for (const key of ['a', 'b', 'c', 'd']) await database.put(key, key, 25);
    await database.get('a');
    await database.put('e', 'e', 20);
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => database.get(key)))).toEqual(['a', undefined, 'c', 'd', 'e']);
    expect(await database.size()).toEqual({ results: 4, bytes: 95 });
  });

  it('counts a result that is put again once', async () => {
    const database = await open();
    for (let time = 0; time < 9; time++) await database.put('a', time, 20);
    expect(await database.size()).toEqual({ results: 1, bytes: 20 });
    expect(await database.get('a')).toBe(8);
  });

  it('keeps no result that would push out most of the others', async () => {
    const database = await open();
    await database.put('a', 'a', 20);
    await database.put('large', 'large', 26);
    expect(await database.size()).toEqual({ results: 1, bytes: 20 });
  });

  it('stays within its bytes when several workers write at once', async () => {
    const workers = await Promise.all([open(), open(), open()]);
    await Promise.all(workers.flatMap((database, at) => [0, 1, 2, 3].map((k) => database.put(`${at}/${k}`, k, 15))));
    expect(await workers[0].size()).toEqual({ results: 6, bytes: 90 });
  });

  it('is emptied for a new version of the formulas, and refused to an old page', async () => {
    const database = await open();
    await database.put('a', 'a', 20);
    const later = await open(100, 2);
    expect(await later.size()).toEqual({ results: 0, bytes: 0 });
    await expect(database.get('a')).rejects.toThrow();
    await expect(open(100, 1)).rejects.toThrow();
  });

  it('can be cleared', async () => {
    const database = await open();
    await database.put('a', 'a', 20);
    await database.clear();
    expect(await database.size()).toEqual({ results: 0, bytes: 0 });
    expect(await database.get('a')).toBeUndefined();
  });
});
