import { describe, expect, it } from 'vitest';
import { logTicks } from '../../../src/views/evidence/ScalingPlot.tsx';

describe('ticks of a logarithmic axis', () => {
  it('are round and within the axis', () => {
    expect(logTicks([12, 260])).toEqual([20, 50, 100, 200]);
    expect(logTicks([0.5, 1e6]).every((tick) => Number.isInteger(Math.log10(tick)))).toBe(true);
  });

  it('are none on an axis that cannot be logarithmic', () => {
    expect(logTicks([0, 10])).toEqual([]);
    expect(logTicks([NaN, NaN])).toEqual([]);
  });
});
