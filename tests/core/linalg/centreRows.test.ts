import { describe, expect, it } from 'vitest';
import { centreRows } from '../../../src/core/linalg/centreRows.ts';

describe('centring', () => {
  it('leaves missing nodes out and unread', () => {
    const centred = centreRows(Float64Array.of(1, 2, NaN, NaN, 3, 8), Int32Array.of(2, 0, 1), 2);
    expect([...centred.nodes]).toEqual([0, 2]);
    expect([...centred.values]).toEqual([-1, -3, 1, 3]);
  });

  it.each([NaN, Infinity])('refuses %s in a present node', (value) => {
    expect(() => centreRows(Float64Array.of(1, value), Int32Array.of(1, 1), 1)).toThrow(RangeError);
  });

  it('turns coinciding nodes into exact zeros, whatever rounding says', () => {
    const means = new Float64Array(7 * 3).fill(0.1).map((value, at) => value * (1 + (at % 3)));
    expect(centreRows(means, new Int32Array(7).fill(1), 3).values.every((value) => value === 0)).toBe(true);
  });
});
