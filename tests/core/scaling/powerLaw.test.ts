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

  it('tests the line against a curve: the F test of the two fits', () => {
    const normal = seededNormal(4);
    const contexts = sizes.map((n) => 5 * n ** 0.8 * Math.exp(0.2 * normal()));
    const { lackOfFit, residuals } = powerLaw(sizes, contexts, { low: NaN, high: NaN });
    const u = sizes.map((n) => Math.log(n));
    const design = u.map((x) => [1, x, x * x]);
    const curve = leastSquares(design, contexts.map(Math.log));
    expect(lackOfFit!.line).toBeCloseTo(residuals.reduce((sum, r) => sum + r * r, 0), 12);
    expect(lackOfFit!.curve).toBeCloseTo(curve.rss, 9);
    expect(lackOfFit!.bend).toBeCloseTo(curve.coefficients[2]!, 8);
    expect(powerLaw([4, 8, 16], [1, 2, 3], { low: NaN, high: NaN }).lackOfFit).toBeNull();
  });

  it('finds no bend in a power law 95 times in 100, and one where there is one', () => {
    const normal = seededNormal(8);
    let found = 0;
    for (let run = 0; run < 2000; run++) {
      if (powerLaw(sizes, sizes.map((n) => 5 * n ** 0.8 * Math.exp(0.2 * normal())), { low: NaN, high: NaN }).lackOfFit!.p <= 0.05) found++;
    }
    expect(found / 2000).toBeGreaterThan(0.035);
    expect(found / 2000).toBeLessThan(0.065);
    const bent = powerLaw(sizes, sizes.map((n) => Math.exp(1 + 2 * Math.log(n) - 0.2 * Math.log(n) ** 2 + 0.01 * normal())), { low: NaN, high: NaN }).lackOfFit!;
    expect(bent.bend).toBeCloseTo(-0.2, 1);
    expect(bent.p).toBeLessThan(0.001);
  });
});

/** By the normal equations, Gauss and Jordan. */
function leastSquares(design: readonly (readonly number[])[], y: readonly number[]): { coefficients: number[]; rss: number } {
  const k = design[0]!.length;
  const system = Array.from({ length: k }, (_, a) => [
    ...Array.from({ length: k }, (_, b) => design.reduce((sum, row) => sum + row[a]! * row[b]!, 0)),
    design.reduce((sum, row, i) => sum + row[a]! * y[i]!, 0),
  ]);
  for (let p = 0; p < k; p++) {
    const pivot = system[p]!.map((value) => value / system[p]![p]!);
    system.forEach((row, i) => (system[i] = i === p ? pivot : row.map((value, c) => value - row[p]! * pivot[c]!)));
  }
  const coefficients = system.map((row) => row[k]!);
  return { coefficients, rss: design.reduce((sum, row, i) => sum + (y[i]! - row.reduce((fit, value, a) => fit + value * coefficients[a]!, 0)) ** 2, 0) };
}
