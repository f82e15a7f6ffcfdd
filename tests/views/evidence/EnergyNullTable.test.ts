import { describe, expect, it } from 'vitest';
import { formatP } from '../../../src/views/evidence/EnergyNullTable.tsx';

describe('a probability', () => {
  it('is printed to the decimals of its least value, never as less or as zero', () => {
    expect(formatP(1 / 5000, 4999)).toBe('0.0002');
    expect(formatP(3 / 5000, 4999)).toBe('0.0006');
    expect(formatP(1 / 1000, 999)).toBe('0.001');
    expect(formatP(1 / 100_000, 99_999)).toBe('0.00001');
  });

  it('tells every count of relabellings from its neighbours', () => {
    for (const draws of [99, 999, 4999]) {
      const printed = Array.from({ length: draws + 1 }, (_, k) => formatP((1 + k) / (1 + draws), draws));
      expect(new Set(printed).size).toBe(draws + 1);
      expect(printed.every((text) => Number(text) > 0)).toBe(true);
    }
  });

  it('has three decimals with few relabellings, and none where it is not defined', () => {
    expect(formatP(0.5, 1)).toBe('0.500');
    expect(formatP(1 / 3, 2)).toBe('0.333');
    expect(formatP(NaN, 999)).toBe('–');
  });
});
