import { describe, expect, it } from 'vitest';
import { KeptValues } from '../../../src/state/base/keptValues.ts';

/** Bytes that the tests give their texts. */
const SIZES: Readonly<Record<string, number>> = { first: 20, again: 10, bbbbbbb: 20, larger: 31 };
const sizeOf = (value: string): number => SIZES[value] ?? 10;

describe('values bounded in bytes', () => {
  it('lets go of what was used longest ago', () => {
    const values = new KeptValues<string>(30, sizeOf);
    for (const key of ['a', 'b', 'c']) values.set(key, key);
    values.get('a');
    values.set('d', 'd');
    expect(['a', 'b', 'c', 'd'].map((key) => values.get(key))).toEqual(['a', undefined, 'c', 'd']);
    expect(values.size).toBe(30);
  });

  it('counts a value that is set again once, and keeps none that is larger than all', () => {
    const values = new KeptValues<string>(30, sizeOf);
    values.set('a', 'first');
    values.set('a', 'again');
    values.set('b', 'bbbbbbb');
    values.set('large', 'larger');
    expect([values.get('a'), values.get('b'), values.get('large'), values.size]).toEqual(['again', 'bbbbbbb', undefined, 30]);
  });

  it('forgets what it is told to', () => {
    const values = new KeptValues<number>(30, () => 10);
    for (const value of [1, 2, 3]) values.set(`${value}`, value);
    values.drop((value) => value > 1);
    expect([values.get('1'), values.get('2'), values.size]).toEqual([1, undefined, 10]);
  });
});
