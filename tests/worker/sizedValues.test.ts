import { describe, expect, it } from 'vitest';
import { byteSize, SizedValues } from '../../src/worker/kept/sizedValues.ts';

describe('values bounded in bytes', () => {
  it('lets go of what was used longest ago', () => {
    const values = new SizedValues<string>(30);
    for (const key of ['a', 'b', 'c']) values.set(key, key, 10);
    values.get('a');
    values.set('d', 'd', 10);
    expect(['a', 'b', 'c', 'd'].map((key) => values.get(key))).toEqual(['a', undefined, 'c', 'd']);
    expect(values.bytes).toBe(30);
  });

  it('counts a value that is set again once, and keeps none that is larger than all', () => {
    const values = new SizedValues<string>(30);
    values.set('a', 'first', 20);
    values.set('a', 'second', 10);
    values.set('b', 'b', 20);
    values.set('large', 'large', 31);
    expect([values.get('a'), values.get('b'), values.get('large'), values.bytes]).toEqual(['second', 'b', undefined, 30]);
  });

  it('forgets what it is told to', () => {
    const values = new SizedValues<number>(30);
    for (const value of [1, 2, 3]) values.set(`${value}`, value, 10);
    values.drop((value) => value > 1);
    expect([values.get('1'), values.get('2'), values.bytes]).toEqual([1, undefined, 10]);
  });
});

describe('the size of a result', () => {
  it('is that of its arrays, and a little for the rest', () => {
    const size = byteSize({ scores: new Float32Array(1000), tables: [new Float64Array(500), null], title: 'ring' });
    expect(size).toBeGreaterThanOrEqual(8000);
    expect(size).toBeLessThan(8200);
  });
});
