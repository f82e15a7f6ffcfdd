import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../../src/state/base/sideBySide.ts';
import { settle } from '../../helpers/fakeClient.ts';

/** Work that waits to be let go, item by item. */
function gates() {
  const begun: number[] = [];
  const signals = new Map<number, AbortSignal>();
  const ends = new Map<number, { readonly resolve: () => void; readonly reject: (error: Error) => void }>();
  const work = (item: number, _: number, signal: AbortSignal) => {
    begun.push(item);
    signals.set(item, signal);
    return new Promise<void>((resolve, reject) => {
      ends.set(item, { resolve, reject });
      signal.addEventListener('abort', () => reject(new Error(`${item} was stopped`)));
    });
  };
  return { begun, signals, ends, work };
}

const { signal } = new AbortController();

describe('work side by side', () => {
  it('has no more under way than its width, and begins in order', async () => {
    const { begun, ends, work } = gates();
    const all = sideBySide([1, 2, 3, 4], 2, signal, work);
    expect(begun).toEqual([1, 2]);
    ends.get(2)!.resolve();
    await settle();
    expect(begun).toEqual([1, 2, 3]);
    for (const item of [1, 3]) ends.get(item)!.resolve();
    await settle();
    ends.get(4)!.resolve();
    await all;
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('stops everything at the first failure, and rejects with that one', async () => {
    const { begun, signals, ends, work } = gates();
    const all = sideBySide([1, 2, 3], 2, signal, work);
    ends.get(2)!.reject(new Error('broken'));
    await expect(all).rejects.toThrow('broken');
    expect(signals.get(1)!.aborted).toBe(true);
    await settle();
    expect(begun).toEqual([1, 2]);
  });

  it('stops at once when the signal fires, and begins nothing under one that has fired', async () => {
    const { begun, work } = gates();
    const controller = new AbortController();
    const all = sideBySide([1, 2, 3], 2, controller.signal, work);
    controller.abort();
    await expect(all).rejects.toThrow('1 was stopped');
    await expect(sideBySide([4], 1, controller.signal, work)).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(begun).toEqual([1, 2]);
  });

  it('has nothing to do for no items', async () => {
    await expect(sideBySide([], 3, signal, () => Promise.reject(new Error('no item')))).resolves.toBeUndefined();
  });
});
