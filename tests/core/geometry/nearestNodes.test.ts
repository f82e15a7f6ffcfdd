import { describe, expect, it } from 'vitest';
import { nearestNodes } from '../../../src/core/geometry/nearestNodes.ts';

describe('nearest nodes', () => {
  it('come nearest first, ties by index, missing ones never', () => {
    const points = Float64Array.of(0, 9, 1, 9, -1, 9, NaN, NaN, 5, 9);
    expect(nearestNodes(points, 2, [0], 0, 3)).toEqual([{ node: 1, distance: 1 }, { node: 2, distance: 1 }, { node: 4, distance: 5 }]);
    expect(nearestNodes(points, 2, [0, 1], 3, 3)).toEqual([]);
  });
});
