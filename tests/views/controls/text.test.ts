import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatRatio,
  formatShort,
  formatTokens,
  shortModelName,
} from '../../../src/views/ui/formatNumber.ts';
import { layerName, shortLayerName } from '../../../src/views/ui/names.ts';
import { nextSpeed, SPEEDS } from '../../../src/views/controls/playbackSpeed.ts';

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

describe('names', () => {
  it('of models lose their owner', () => {
    expect(shortModelName('google/gemma-3-270m')).toBe('gemma-3-270m');
    expect(shortModelName('models/local/')).toBe('local');
    expect(shortModelName('plain')).toBe('plain');
  });

  it('of models lose the mark of instruction tuning, never all they have', () => {
    expect(shortModelName('Qwen/Qwen2.5-Coder-1.5B-Instruct')).toBe('Qwen2.5-Coder-1.5B');
    expect(shortModelName('owner/-instruct')).toBe('-instruct');
  });

  it('of layers say what the first and the last are', () => {
    expect(layerName(0, 18)).toBe('embedding');
    expect(layerName(15, 18)).toBe('layer 15 of 18');
    expect(layerName(18, 18)).toBe('layer 18, after the final norm');
    expect(shortLayerName(18, 18)).toContain('final norm');
  });
});

describe('playback speed', () => {
  it('moves through the offered speeds and stays at the ends', () => {
    expect(nextSpeed(4, 1)).toBe(8);
    expect(nextSpeed(4, -1)).toBe(2);
    expect(nextSpeed(SPEEDS.at(-1)!, 1)).toBe(SPEEDS.at(-1));
    expect(nextSpeed(SPEEDS[0]!, -1)).toBe(SPEEDS[0]);
  });

  it('leaves a speed that is not offered for its neighbour', () => {
    expect(nextSpeed(5, 1)).toBe(8);
    expect(nextSpeed(5, -1)).toBe(4);
    expect(nextSpeed(60, 1)).toBe(SPEEDS.at(-1));
  });
});
