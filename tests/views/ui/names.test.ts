import { describe, expect, it } from 'vitest';
import { shortModelName } from '../../../src/views/ui/formatNumber.ts';
import { layerName, shortLayerName } from '../../../src/views/ui/names.ts';

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
