import { describe, expect, it } from 'vitest';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { combinedDegrees, studentInterval, type ResampledSpread } from '../../../src/core/scaling/bootstrap.ts';

describe('bootstrap interval', () => {
  const resampled = Float64Array.from({ length: 1000 }, seededNormal(3));
  const of = (change: Partial<ResampledSpread> = {}) => studentInterval({ estimate: 5, resampled, rows: 8, degrees: 7, ...change }, 0.95);

  it('lies evenly about the estimate, wider with fewer rows and degrees of freedom', () => {
    const { low, high, defined } = of();
    expect([(low + high) / 2, defined]).toEqual([expect.closeTo(5, 9) as number, 1]);
    expect(high - 5).toBeCloseTo(2.365 * Math.sqrt(8 / 7), 0);
    expect(of({ rows: 4 }).high).toBeGreaterThan(high);
    expect(of({ degrees: 3 }).high).toBeGreaterThan(high);
  });

  it('moves and stretches with the estimates', () => {
    const stretched = of({ estimate: 11, resampled: resampled.map((value) => 2 * value + 1) });
    expect(stretched.low).toBeCloseTo(2 * of().low + 1, 9);
    expect(stretched.high).toBeCloseTo(2 * of().high + 1, 9);
  });

  it('is withheld when too many resamples gave nothing', () => {
    const some = resampled.slice();
    some.fill(NaN, 0, 50);
    expect(of({ resampled: some }).defined).toBe(0.95);
    expect(of({ resampled: some }).low).toBeLessThan(5);
    some[60] = NaN;
    expect(of({ resampled: some }).low).toBeNaN();
    expect(of({ resampled: new Float64Array(0) })).toMatchObject({ low: NaN, defined: 0 });
  });

  it('of a sum has the degrees of the part that varies, up to those of all', () => {
    expect(combinedDegrees([{ variance: 1, degrees: 3 }, { variance: 0, degrees: 100 }])).toBe(3);
    expect(combinedDegrees([{ variance: 1, degrees: 7 }, { variance: 1, degrees: 7 }])).toBe(14);
    expect(combinedDegrees([{ variance: 0, degrees: 2 }, { variance: 0, degrees: 5 }])).toBe(7);
  });
});
