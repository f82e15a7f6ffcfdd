import { describe, expect, it } from 'vitest';
import { memoryShare, poolSize } from '../../../src/worker/pool/placement.ts';

describe('the number of workers', () => {
  it.each([
    [undefined, 1],
    [NaN, 1],
    [1, 1],
    [2, 2],
    [4, 4],
    [64, 4],
  ])('with %s cores is %d', (cores, size) => {
    expect(poolSize(cores)).toBe(size);
  });
});

describe('the memory of the workers', () => {
  it.each([1, 2, 3, 4])('is no more for %d than for one', (size) => {
    const shares = Array.from({ length: size }, (_, at) => memoryShare(1000, at, size));
    expect(shares.reduce((a, b) => a + b)).toBeLessThanOrEqual(1000);
    expect(shares.every((share) => share > 0 && share <= shares[0]!)).toBe(true);
  });
});
