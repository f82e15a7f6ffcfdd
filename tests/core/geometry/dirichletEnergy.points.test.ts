import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisedDirichletEnergy, pointEnergy } from '../../../src/core/geometry/dirichletEnergy.ts';
import { distancesFromPoints } from '../../../src/core/geometry/squaredDistances.ts';
import type { Edge } from '../../../src/core/recording/types.ts';

const RING: readonly Edge[] = [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [0, 5]];

describe('pointEnergy', () => {
  it('is the energy of the distances between all pairs, missing nodes left out', () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    const node = fc.oneof({ weight: 5, arbitrary: fc.tuple(value, value, value) }, { weight: 1, arbitrary: fc.constant([NaN, NaN, NaN]) });
    fc.assert(
      fc.property(fc.array(node, { minLength: 6, maxLength: 6 }), fc.constantFrom([0, 1], [2], [0, 1, 2]), (nodes, columns) => {
        const points = Float64Array.from(nodes.flat());
        const expected = normalisedDirichletEnergy(distancesFromPoints(points, 3, columns), 6, RING);
        if (Number.isNaN(expected)) expect(pointEnergy(points, 3, columns, RING)).toBeNaN();
        else expect(pointEnergy(points, 3, columns, RING) / (expected || 1)).toBeCloseTo(expected === 0 ? 0 : 1, 9);
      }),
      { seed: 20261125 },
    );
  });

  it('is not defined where all points coincide, or no edge has both ends', () => {
    expect(pointEnergy(new Float64Array(12).fill(2), 2, [0, 1], RING)).toBeNaN();
    expect(pointEnergy(Float64Array.of(1, NaN, 3), 1, [0], [[0, 1], [1, 2]])).toBeNaN();
  });
});
