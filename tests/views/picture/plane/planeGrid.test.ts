import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planeGeometry } from '../../../../src/views/picture/plane/planeGeometry.ts';
import { gridTicks } from '../../../../src/views/picture/plane/planeGrid.ts';

/** Bounds that reach as far in every direction. */
const within = (extent: number) => ({ x: [-extent, extent], y: [-extent, extent] }) as const;

describe('the grid', () => {
  it('has a tick besides zero inside the plot on each axis, in any panel and at any scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 175, max: 1400 }), fc.integer({ min: 160, max: 900 }), fc.double({ min: -3, max: 6, noNaN: true }), (width, height, power) => {
        const geometry = planeGeometry(width, height, within(10 ** power));
        const { plot } = geometry;
        const { ticks } = gridTicks(geometry, { k: 1, x: 0, y: 0 });
        const inside = (axis: 'x' | 'y', from: number, to: number) => ticks.some((tick) => tick.axis === axis && tick.value !== 0 && tick.at > from && tick.at < to);
        expect(inside('x', plot.left, plot.right)).toBe(true);
        expect(inside('y', plot.top, plot.bottom)).toBe(true);
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });
});
