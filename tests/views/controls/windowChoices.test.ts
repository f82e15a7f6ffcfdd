import { describe, expect, it } from 'vitest';
import {
  coverageRemark,
  WINDOW_CHOICES,
  windowChoice,
  windowCoverage,
  windowName,
} from '../../../src/views/controls/windowChoices.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

describe('the averaging windows on offer', () => {
  it('are found again from their setting, and others are not', () => {
    for (const choice of WINDOW_CHOICES) expect(windowChoice(choice.spec)).toBe(choice);
    expect(windowChoice({ kind: 'last', tokens: 75 })).toBeNull();
    expect(windowName({ kind: 'last', tokens: 75 })).toBe('last 75 tokens');
  });
});

describe('what a window covers', () => {
  it('counts tokens of present words only, and the missing apart', () => {
    const { analysis } = syntheticResult({ kind: 'ring', n: 8 });
    const { nodes } = analysis;
    const tokenCounts = analysis.tokenCounts.slice();
    for (let i = 0; i < nodes; i++) tokenCounts[i] = 2 * (i + 1);
    tokenCounts[0] = 0;
    const coverage = windowCoverage({ ...analysis, tokenCounts }, 0);
    expect(coverage.missing).toBe(1);
    expect(coverage.perNode).toEqual({ min: 4, median: nodes + 2, max: 2 * nodes });
    expect(coverage.covered).toBe(analysis.frames[0]!.context - analysis.frames[0]!.start);
  });

  it('has no figures per word where no word is present', () => {
    const { analysis } = syntheticResult({ kind: 'ring', n: 8 });
    const coverage = windowCoverage({ ...analysis, tokenCounts: analysis.tokenCounts.map(() => 0) }, 0);
    expect(coverage.perNode).toBeNull();
    expect(coverage.missing).toBe(analysis.nodes);
  });

  it('says why it holds fewer or more tokens than asked', () => {
    const last200 = { kind: 'last', tokens: 200 } as const;
    const coverage = (covered: number, asked: number) => ({ covered, asked, perNode: null, missing: 0 });
    expect(coverageRemark(coverage(200, 200), last200, 450)).toBeNull();
    expect(coverageRemark(coverage(50, 200), last200, 50)).toMatch(/only 50 tokens so far/);
    expect(coverageRemark(coverage(225, 200), last200, 450)).toMatch(/225 tokens rather than 200/);
    expect(coverageRemark(coverage(50, 62.5), { kind: 'half' }, 125)).toMatch(/50 tokens rather than 62\.5/);
  });
});
