import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orientAxes } from '../../../src/core/linalg/orientAxes.ts';
const runs = { seed: 5, numRuns: 60 };

describe('axis orientation', () => {
  it('makes the loading of largest absolute value positive, the first one on ties, and turns the scores along', () => {
    const loadings = Float64Array.of(0.1, -0.9, 0.2, -0.5, 0.5, 0.1);
    const scores = Float64Array.of(1, 2, 3, 4);
    orientAxes(loadings, 2, scores);
    expect([...loadings]).toEqual([-0.1, 0.9, -0.2, 0.5, -0.5, -0.1]);
    expect([...scores]).toEqual([-1, -2, -3, -4]);
  });

  it('does not depend on the sign it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }).filter((value) => value !== 0), { minLength: 1, maxLength: 12 }), (values) => {
        const a = Float64Array.from(values);
        const b = a.map((value) => -value);
        orientAxes(a, 1);
        orientAxes(b, 1);
        expect(a).toEqual(b);
      }),
      runs,
    );
  });
});
