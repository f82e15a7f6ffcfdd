import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LayerCache } from '../../../src/worker/kept/layerCache.ts';

/** A layer or copy of a number of kilobytes. */
const layer = (kilobytes: number) => ({ dtype: 'F16', bytes: new Uint8Array(kilobytes * 1000) }) as const;
const copy = (kilobytes: number) => new Uint8Array(kilobytes * 1000);

describe('the layers kept in memory', () => {
  it('are those used last, within the limit', () => {
    const cache = new LayerCache(10_000);
    for (const number of [1, 2, 3]) cache.set('a', number, layer(3));
    expect(cache.get('a', 1)).toBeDefined();
    cache.set('a', 4, layer(3));
    expect([1, 2, 3, 4].map((number) => cache.has('a', number))).toEqual([true, false, true, true]);
    expect(cache.bytes).toBe(9000);
  });

  it('never include one that is larger than the limit', () => {
    const cache = new LayerCache(10_000);
    cache.set('a', 1, layer(4));
    cache.set('a', 2, layer(11));
    expect([cache.has('a', 1), cache.has('a', 2)]).toEqual([true, false]);
  });

  it('make room before a new one takes memory', () => {
    const cache = new LayerCache(10_000);
    cache.set('a', 1, layer(4));
    cache.set('a', 2, layer(4));
    cache.makeRoom(5000);
    expect([cache.has('a', 1), cache.has('a', 2)]).toEqual([false, true]);
  });

  it('share the limit with the copies of whole files, of which the one used last stays whatever its size', () => {
    const cache = new LayerCache(10_000);
    cache.setCopy('a', copy(6));
    cache.setCopy('b', copy(6));
    expect([cache.copy('a'), cache.copy('b')?.length]).toEqual([undefined, 6000]);
    cache.set('b', 1, layer(3));
    cache.set('b', 2, layer(3));
    expect([cache.has('b', 1), cache.has('b', 2), cache.copy('b')?.length]).toEqual([false, true, 6000]);
    cache.setCopy('c', copy(30));
    expect(cache.copy('c')?.length).toBe(30_000);
    expect(cache.has('b', 2)).toBe(true);
  });

  it('go with their recording', () => {
    const cache = new LayerCache(10_000);
    cache.set('a', 1, layer(1));
    cache.setCopy('a', copy(1));
    cache.set('ab', 1, layer(1));
    cache.drop('a');
    expect([cache.has('a', 1), cache.copy('a'), cache.has('ab', 1), cache.bytes]).toEqual([false, undefined, true, 1000]);
  });
});

describe('layers read ahead', () => {
  it('take nothing away that has been asked for, and go first', () => {
    const cache = new LayerCache(10_000);
    cache.set('a', 1, layer(4));
    cache.setAhead('a', 2, layer(4));
    expect(cache.hasRoom(6001)).toBe(false);
    cache.setAhead('a', 3, layer(7));
    expect([1, 2, 3].map((number) => cache.has('a', number))).toEqual([true, true, false]);
    cache.set('a', 4, layer(4));
    expect([1, 2, 4].map((number) => cache.has('a', number))).toEqual([true, false, true]);
  });

  it('count as asked for once they are used', () => {
    const cache = new LayerCache(10_000);
    cache.setAhead('a', 2, layer(4));
    cache.get('a', 2);
    expect(cache.hasRoom(7000)).toBe(false);
  });
});

describe('the bytes counted', () => {
  it('are those kept and stay within the limit beside the last copy, whatever is asked', () => {
    const act = fc.record({ kind: fc.constantFrom('set', 'ahead', 'copy', 'get', 'room', 'drop'), handle: fc.constantFrom('a', 'b'), layer: fc.nat(3), size: fc.nat(12) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const cache = new LayerCache(10_000);
        for (const { kind, handle, layer: number, size } of acts) {
          if (kind === 'set') cache.set(handle, number, layer(size));
          else if (kind === 'ahead') cache.setAhead(handle, number, layer(size));
          else if (kind === 'copy') cache.setCopy(handle, copy(size));
          else if (kind === 'get') cache.get(handle, number);
          else if (kind === 'room') cache.makeRoom(size * 1000);
          else cache.drop(handle);
          // The copy and the layer used last may lie over the limit together.
          expect(cache.bytes).toBeLessThanOrEqual(10_000 + 12_000);
        }
        cache.drop('a');
        cache.drop('b');
        expect(cache.bytes).toBe(0);
      }),
    );
  });
});
