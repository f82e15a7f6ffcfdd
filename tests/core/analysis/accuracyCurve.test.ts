import { describe, expect, it } from 'vitest';
import { accuracyCurve, segmentSpans } from '../../../src/core/analysis/accuracyCurve.ts';

describe('accuracy curve', () => {
  const accuracy = Float32Array.of(0, 0.5, NaN, 1, 1, 0.5, NaN, NaN);

  it('is the mean over unmasked positions, per span and per sequence', () => {
    const curve = accuracyCurve(accuracy, 4, segmentSpans([0, 2, 4]));
    expect([...curve.mean]).toEqual([0.5, 1]);
    expect([...curve.positions]).toEqual([4, 1]);
    expect([...curve.perSequence]).toEqual([0.25, 1, 0.75, NaN]);
  });

  it('is NaN with 0 positions where everything is masked', () => {
    const curve = accuracyCurve(new Float32Array(6).fill(NaN), 3, [{ start: 0, end: 3 }]);
    expect(curve.mean[0]).toBeNaN();
    expect(curve.positions[0]).toBe(0);
  });
});
