import { describe, expect, it } from 'vitest';
import type { PowerLaw } from '../../../src/core/scaling/types.ts';
import { lawSentences } from '../../../src/views/evidence/scalingWords.ts';
import { factorText } from '../../../src/views/evidence/ScalingPlot.tsx';

const law: PowerLaw = {
  alpha: 0.76, coefficient: 9.1, r2: 0.83, alphaLow: 0.6, alphaHigh: 0.9, scatterLow: 0.4, scatterHigh: 1.2,
  sizes: [4, 8, 16, 32], residuals: [0, 0, 0, 0], band: [], inconclusive: false,
};

describe('the power law in words', () => {
  it('never gives the exponent without its intervals', () => {
    const text = lawSentences({ law, refusal: null }).join(' ');
    for (const part of ['4 sizes', '0.76', '0.60 to 0.90', '0.40 to 1.20']) expect(text).toContain(part);
  });

  it('says so when an interval includes zero, and when there is none', () => {
    expect(lawSentences({ law: { ...law, inconclusive: true }, refusal: null }).at(-1)).toMatch(/includes 0/);
    expect(lawSentences({ law: { ...law, alphaLow: NaN, alphaHigh: NaN }, refusal: null }).join(' ')).toMatch(/No bootstrap interval/);
  });

  it('gives the refusal alone where nothing was fitted', () => {
    expect(lawSentences({ law: null, refusal: 'Only 3 sizes.' })).toEqual(['Only 3 sizes.']);
    expect(lawSentences({ law: null, refusal: 'there is one size' })).toEqual(['There is one size.']);
  });
});

it('prints a residual as a factor', () => {
  expect(factorText(0)).toBe('×1.00');
  expect(factorText(Math.log(2))).toBe('×2.00');
});
