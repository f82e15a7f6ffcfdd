import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededUniform } from '../../../src/core/linalg/random.ts';
import { benjaminiYekutieli, fisherP } from '../../../src/core/nulls/falseDiscovery.ts';

const share = fc.double({ min: 1e-6, max: 1, noNaN: true });

describe('the false discovery rate of a family', () => {
  it('is that of statsmodels, multipletests(method="fdr_by")', () => {
    // statsmodels 0.14: multipletests([.001, .008, .039, .041, .042, .06, .074, .205], method='fdr_by')[1]
    const found = benjaminiYekutieli([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]);
    const harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5 + 1 / 6 + 1 / 7 + 1 / 8;
    const expected = [0.008, 0.032, 0.0672, 0.0672, 0.0672, 0.08, 0.074 * (8 / 7), 0.205].map((value) => Math.min(1, value * harmonic));
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
  });

  it('never lowers a p, keeps their order, and leaves out what is not defined', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(share, fc.constant(NaN)), { minLength: 1, maxLength: 40 }), (p) => {
        const adjusted = benjaminiYekutieli(p);
        const defined = p.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
        p.forEach((value, i) => expect(Number.isNaN(adjusted[i])).toBe(Number.isNaN(value)));
        for (const i of defined) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p[i]! - 1e-12);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const j of defined) if (p[i]! < p[j]!) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
        }
        expect([...benjaminiYekutieli(defined.map((i) => p[i]!))]).toEqual(defined.map((i) => adjusted[i]));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('rejects in hardly any family of tests that share one cause, where 5 % by itself rejects in many', () => {
    const uniform = seededUniform(2);
    let corrected = 0;
    let plain = 0;
    for (let family = 0; family < 2000; family++) {
      const common = (uniform() + 1) / 2;
      const p = Array.from({ length: 32 }, () => Math.min(1, Math.max(1e-6, 0.8 * common + 0.2 * ((uniform() + 1) / 2))));
      if (benjaminiYekutieli(p).some((value) => value <= 0.05)) corrected++;
      if (p.some((value) => value <= 0.05)) plain++;
    }
    expect(corrected / 2000).toBeLessThan(0.05);
    expect(plain / 2000).toBeGreaterThan(0.05);
  });
});

describe('independent tests of one hypothesis', () => {
  it('of one test are that test', () => {
    expect(fisherP([0.03])).toBe(0.03);
  });

  it('are uniform where each is', () => {
    const uniform = seededUniform(7);
    const draws = Array.from({ length: 20_000 }, () => fisherP([1, 2, 3].map(() => (uniform() + 1) / 2 + 1e-12)));
    for (const level of [0.05, 0.5, 0.9]) expect(draws.filter((p) => p <= level).length / 20_000).toBeCloseTo(level, 1.7);
  });

  it('of two is the tail of chi squared with four degrees of freedom', () => {
    // scipy.stats.combine_pvalues([.001, .9]) gives 0.007214 (to four digits)
    expect(fisherP([0.001, 0.9])).toBeCloseTo(0.0009 * (1 - Math.log(0.0009)), 12);
  });
});
