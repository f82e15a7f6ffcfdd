import { describe, expect, it } from 'vitest';
import { meanOfRows, pooledCurves } from '../../../src/core/scaling/fitScaling.ts';

describe('pooled replicates', () => {
  it('share the contexts that all have, rows one after another', () => {
    const pooled = pooledCurves([
      { id: 'a', contexts: [1, 2, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6) },
      { id: 'b', contexts: [2, 3, 4], values: Float64Array.of(7, NaN, 9) },
    ]);
    expect(pooled.contexts).toEqual([2, 3]);
    expect(pooled.rows).toBe(3);
    expect([...meanOfRows(pooled, Int32Array.of(0, 1, 2))]).toEqual([14 / 3, 4.5]);
    expect(() => pooledCurves([{ id: 'bad', contexts: [1, 2], values: Float64Array.of(1) }])).toThrow('bad: 1 values for 2 contexts');
  });
});
