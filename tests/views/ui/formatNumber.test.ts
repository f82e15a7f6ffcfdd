import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatPercent, formatRatio, formatShort, formatTokens } from '../../../src/views/ui/formatNumber.ts';

describe('numbers on the page', () => {
  it('print what is not defined as a dash, never as NaN', () => {
    for (const format of [formatRatio, formatPercent, formatCount, formatShort]) expect(format(NaN)).toBe('–');
  });

  it('are short', () => {
    expect(formatRatio(0.2349)).toBe('0.23');
    expect(formatRatio(-0.474)).toBe('−0.47');
    expect(formatRatio(-0.001)).toBe('0.00');
    expect(formatPercent(0.9949)).toBe('99 %');
    expect(formatPercent(0.0512)).toBe('5.1 %');
    expect(formatPercent(0.0996)).toBe('10 %');
    expect(formatShort(48.5)).toBe('48.5');
    expect(formatShort(48.02)).toBe('48');
    expect(formatTokens(1)).toBe('1 token');
    expect(formatTokens(12_000)).toBe('12,000 tokens');
    expect(formatBytes(1_984_992)).toBe('2 MB');
    expect(formatBytes(412)).toBe('412 B');
  });
});
