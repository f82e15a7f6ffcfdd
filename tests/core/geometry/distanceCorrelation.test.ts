import { describe, expect, it } from 'vitest';
import { shortestPaths } from '../../../src/core/geometry/graph.ts';
import { averageRanks, averageRanksOfCounts, distanceCorrelation } from '../../../src/core/geometry/distanceCorrelation.ts';
import { distancesFromPoints } from '../../../src/core/geometry/squaredDistances.ts';
import type { Edge } from '../../../src/core/recording/types.ts';

const ring = (n: number): Edge[] => Array.from({ length: n }, (_, i) => [i, (i + 1) % n] as const);

describe('distance correlation', () => {
  it('is 1 on a path drawn as a line and follows any monotone stretch of distances', () => {
    const squared = distancesFromPoints(Float64Array.of(0, 1, 2, 3, 4), 1, [0]);
    const paths = shortestPaths(5, [[0, 1], [1, 2], [2, 3], [3, 4]]);
    expect(distanceCorrelation(squared, 5, paths)).toBeCloseTo(1, 12);
    expect(distanceCorrelation(squared.map((value) => value ** 3), 5, paths)).toBeCloseTo(1, 12);
  });

  it('gives ties their mean rank', () => {
    expect([...averageRanks(Float64Array.of(3, 1, 3, 2, 3))]).toEqual([4, 1, 4, 2, 4]);
    expect([...averageRanksOfCounts(Uint16Array.of(3, 1, 3, 2, 3))]).toEqual([4, 1, 4, 2, 4]);
    expect([...averageRanksOfCounts(new Uint16Array(0))]).toEqual([]);
  });

  it('leaves out missing nodes and unreachable pairs, and is NaN where a side does not vary', () => {
    const squared = distancesFromPoints(Float64Array.of(0, 1, 3, NaN, 100), 1, [0]);
    const paths = shortestPaths(5, [[0, 1], [1, 2], [2, 3]]);
    // Pairs 01, 12 and 02 remain: lengths 1, 1, 2 and squared distances 1, 4, 9.
    expect(distanceCorrelation(squared, 5, paths)).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(distanceCorrelation(distancesFromPoints(Float64Array.of(0, 1, 5), 1, [0]), 3, shortestPaths(3, ring(3)))).toBeNaN();
    expect(distanceCorrelation(new Float64Array(4).fill(NaN), 2, shortestPaths(2, [[0, 1]]))).toBeNaN();
  });
});
