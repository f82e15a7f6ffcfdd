import { describe, expect, it } from 'vitest';
import { permutationNull } from '../../../src/core/nulls/permutationNull.ts';
import { distinctRelabellings } from '../../../src/core/nulls/relabellings.ts';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { distancesFromPoints } from '../../../src/core/geometry/squaredDistances.ts';
import { complete, grid, ring, star } from '../helpers/graphs.ts';

describe('distinct relabellings', () => {
  it('are m! over the symmetries of the graph', () => {
    expect(distinctRelabellings(4, ring(4))).toBe(24 / 8);
    expect(distinctRelabellings(5, ring(5))).toBe(120 / 10);
    expect(distinctRelabellings(6, ring(6))).toBe(720 / 12);
    expect(distinctRelabellings(6, grid(2, 3))).toBe(720 / 4);
    expect(distinctRelabellings(5, star(5))).toBe(5);
    expect(distinctRelabellings(5, complete(5))).toBe(1);
    expect(distinctRelabellings(4, [])).toBe(1);
  });

  it('do not depend on the order or direction of the edges', () => {
    expect(distinctRelabellings(5, ring(5).reverse().map(([a, b]) => [b, a] as const))).toBe(12);
  });

  it('are not counted beyond six nodes', () => {
    expect(distinctRelabellings(7, ring(7))).toBe(0);
  });

  it('bound p from below, and the bound is reached', () => {
    for (const m of [4, 5, 6]) {
      const K = distinctRelabellings(m, ring(m));
      const circle = Float64Array.from({ length: 2 * m }, (_, at) => (at % 2 === 0 ? Math.cos : Math.sin)((2 * Math.PI * Math.floor(at / 2)) / m));
      expect(permutationNull(distancesFromPoints(circle, 2, [0, 1]), m, ring(m), 1, 1).p).toBeCloseTo(1 / K, 12);
      const random = Float64Array.from({ length: 2 * m }, seededNormal(m));
      expect(permutationNull(distancesFromPoints(random, 2, [0, 1]), m, ring(m), 1, 1).p).toBeGreaterThanOrEqual(1 / K - 1e-12);
    }
  });
});
