import { describe, expect, it } from 'vitest';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { logLogFit, powerLaw } from '../../../src/core/scaling/powerLaw.ts';

describe('power law', () => {
  const sizes = [4, 6, 8, 12, 16, 24, 32];

  it('is exact on exact points', () => {
    const contexts = sizes.map((n) => 7 * n ** 1.3);
    const law = powerLaw(sizes, contexts, { low: 1.2, high: 1.4 });
    expect(law.alpha).toBeCloseTo(1.3, 10);
    expect(law.coefficient).toBeCloseTo(7, 9);
    expect(law.r2).toBeCloseTo(1, 10);
    expect(law.inconclusive).toBe(false);
    for (const residual of law.residuals) expect(residual).toBeCloseTo(0, 10);
  });

  it('keeps alpha when contexts or sizes are counted in other units', () => {
    const contexts = [14, 30, 47, 68, 83, 92, 75];
    const { alpha, r2 } = logLogFit(sizes, contexts);
    expect(logLogFit(sizes.map((n) => 3 * n), contexts.map((t) => t / 10)).alpha).toBeCloseTo(alpha, 10);
    expect(logLogFit(sizes.map((n) => 3 * n), contexts.map((t) => t / 10)).r2).toBeCloseTo(r2, 10);
  });

  it('Student interval of the scatter holds the planted exponent, and the band a new size, 95 times in 100', () => {
    const normal = seededNormal(21);
    let held = 0;
    let predicted = 0;
    for (let run = 0; run < 2000; run++) {
      const contexts = sizes.map((n) => 5 * n ** 0.8 * Math.exp(0.2 * normal()));
      const law = powerLaw(sizes, contexts, { low: NaN, high: NaN });
      if (law.scatterLow <= 0.8 && law.scatterHigh >= 0.8) held++;
      const middle = law.band[16]!;
      const next = 5 * middle.nodes ** 0.8 * Math.exp(0.2 * normal());
      if (middle.low <= next && next <= middle.high) predicted++;
    }
    for (const count of [held, predicted]) {
      expect(count / 2000).toBeGreaterThan(0.935);
      expect(count / 2000).toBeLessThan(0.965);
    }
  });

  it('says when the sizes do not tell', () => {
    expect(powerLaw(sizes, [20, 30, 10, 25, 15, 40, 12], { low: -0.3, high: 0.5 }).inconclusive).toBe(true);
  });
});
