import { describe, expect, it } from 'vitest';
import type { PowerLaw } from '../../../src/core/scaling/types.ts';
import { lawSentences } from '../../../src/views/evidence/scalingWords.ts';
import { factorText } from '../../../src/views/evidence/ScalingPlot.tsx';

const law: PowerLaw = {
  alpha: 0.76, coefficient: 9.1, r2: 0.83, alphaLow: 0.6, alphaHigh: 0.9, scatterLow: 0.4, scatterHigh: 1.2,
  sizes: [4, 8, 16, 32], residuals: [0, 0, 0, 0], band: [], lackOfFit: null, inconclusive: false,
};

describe('the power law in words', () => {
  it('never gives the exponent without its intervals', () => {
    const text = lawSentences({ law, refusal: null, alphaByLevel: [] }).join(' ');
    for (const part of ['4 sizes', '0.76', '0.60 to 0.90', '0.40 to 1.20']) expect(text).toContain(part);
  });

  it('says so when an interval includes zero, and when there is none', () => {
    expect(lawSentences({ law: { ...law, inconclusive: true }, refusal: null, alphaByLevel: [] }).at(-1)).toMatch(/includes 0/);
    expect(lawSentences({ law: { ...law, alphaLow: NaN, alphaHigh: NaN }, refusal: null, alphaByLevel: [] }).join(' ')).toMatch(/No bootstrap interval/);
  });

  it('says whether one exponent is enough, and how it depends on the level', () => {
    const said = (p: number, bend: number) => lawSentences({ law: { ...law, lackOfFit: { line: 0.401, curve: 0.011, bend, p } }, refusal: null, alphaByLevel: [] }).join(' ');
    expect(said(0.001, -0.4)).toContain('No single exponent fits: growth slows down with size, and a curve on the logarithms fits better than the line (squared residuals 0.40 on the line, 0.011 on a curve, p = 0.0010).');
    expect(said(0.001, 0.4)).toContain('speeds up');
    expect(said(0.3, -0.4)).toContain('fits no better than the line');
    const levels = [{ level: 0.35, alpha: 0.51, sizes: 7 }, { level: 0.6, alpha: 0.96, sizes: 5 }];
    expect(lawSentences({ law, refusal: null, alphaByLevel: levels }).join(' ')).toContain('runs from 0.51 to 0.96: 0.51 at 0.35 (7 sizes), 0.96 at 0.60 (5 sizes).');
  });

  it('gives the refusal alone where nothing was fitted', () => {
    expect(lawSentences({ law: null, refusal: 'Only 3 sizes.', alphaByLevel: [] })).toEqual(['Only 3 sizes.']);
    expect(lawSentences({ law: null, refusal: 'there is one size', alphaByLevel: [] })).toEqual(['There is one size.']);
  });
});

it('prints a residual as a factor', () => {
  expect(factorText(0)).toBe('×1.00');
  expect(factorText(Math.log(2))).toBe('×2.00');
});
