import { describe, expect, it } from 'vitest';
import { balancedSplits, MAX_SPLITS, resamples } from '../../../src/core/reliability/splits.ts';

const text = (splits: readonly Uint8Array[]) => splits.map((split) => split.join('')).sort();

describe('balanced splits', () => {
  it('are all there are of a few sequences', () => {
    expect(balancedSplits(1, 1)).toEqual([]);
    expect(text(balancedSplits(2, 1))).toEqual(['01']);
    expect(text(balancedSplits(3, 1))).toEqual(['011', '101', '110']);
    expect(text(balancedSplits(4, 1))).toEqual(['0011', '0101', '0110']);
    expect(balancedSplits(5, 1)).toHaveLength(10);
    expect(balancedSplits(6, 1)).toHaveLength(10);
  });

  it.each([7, 8, 20])('of %i sequences are seeded, distinct and balanced', (sequences) => {
    const splits = balancedSplits(sequences, 4);
    expect(new Set(text(splits)).size).toBe(MAX_SPLITS);
    for (const split of splits) {
      expect(split.filter((half) => half === 0)).toHaveLength(Math.floor(sequences / 2));
      if (sequences % 2 === 0) expect(split[0]).toBe(0);
    }
    expect(balancedSplits(sequences, 4)).toEqual(splits);
    expect(text(balancedSplits(sequences, 5))).not.toEqual(text(splits));
  });
});

describe('resamples of the sequences', () => {
  it('draw as many sequences as there are, and count equal ones', () => {
    const drawn = resamples(4, 999, 1);
    expect(drawn.length).toBeLessThanOrEqual(35);
    expect(drawn.reduce((sum, { times }) => sum + times, 0)).toBe(999);
    for (const { weights } of drawn) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(4);
    expect(new Set(drawn.map(({ weights }) => weights.join())).size).toBe(drawn.length);
  });

  it('come out as multinomial chances say', () => {
    const drawn = resamples(3, 9999, 2);
    const share = (weights: string) => drawn.find((one) => one.weights.join() === weights)!.times / 9999;
    expect(share('1,1,1')).toBeCloseTo(6 / 27, 1);
    expect(share('3,0,0')).toBeCloseTo(1 / 27, 1);
  });
});
