import { describe, expect, it } from 'vitest';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { PiecewiseFitter } from '../../../src/core/scaling/piecewiseFit.ts';
import { bent, LOG_CONTEXTS as x, noisyRows } from '../helpers/plantedCurves.ts';

describe('piecewise-linear fit', () => {
  it('finds planted breaks and slopes exactly where there is no noise', () => {
    const fitter = new PiecewiseFitter(x);
    const one = fitter.fit(bent(0.1, [0.3, 0.02], [60]), 1)!;
    expect(Math.exp(one.breaks[0]!)).toBeCloseTo(60, 0);
    expect(one.slopes[0]).toBeCloseTo(0.3, 3);
    const two = fitter.fit(bent(0.1, [0.02, 0.4, 0.01], [40, 170]), 2)!;
    expect(two.breaks.map(Math.exp)).toEqual([expect.closeTo(40, 0), expect.closeTo(170, -0.5)]);
    two.slopes.forEach((slope, i) => expect(slope).toBeCloseTo([0.02, 0.4, 0.01][i]!, 2));
  });

  it('never fits worse with more breaks', () => {
    const normal = seededNormal(1);
    for (let run = 0; run < 10; run++) {
      const y = x.map(() => normal());
      const fitter = new PiecewiseFitter(x);
      const [line, one, two] = ([0, 1, 2] as const).map((breaks) => fitter.fit(y, breaks)!.residualSquares);
      expect(one!).toBeLessThanOrEqual(line! + 1e-12);
      expect(two!).toBeLessThanOrEqual(one! * 1.001);
    }
  });

  it('moves with the curve: a shift of log context shifts the breaks, a scale of the values leaves them', () => {
    const y = Float64Array.from(noisyRows(bent(0.1, [0.3, 0.02], [60]), 1, 0.02, seededNormal(4)));
    const before = new PiecewiseFitter(x).fit(y, 1)!.breaks[0]!;
    expect(new PiecewiseFitter(x.map((at) => at + 2)).fit(y, 1)!.breaks[0]! - 2).toBeCloseTo(before, 9);
    expect(new PiecewiseFitter(x).fit(y.map((value) => 5 * value - 3), 1)!.breaks[0]).toBeCloseTo(before, 9);
  });

  it('is refused when there are too few points', () => {
    expect(new PiecewiseFitter(x.subarray(0, 4)).fit(x.subarray(0, 4), 1)).toBeNull();
    expect(new PiecewiseFitter(x.subarray(0, 7)).fit(x.subarray(0, 7), 2)).toBeNull();
  });
});
