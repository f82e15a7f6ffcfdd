import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { HIT_RADIUS, nearestNode, PanelPointer } from '../../../src/views/picture/pointing.ts';

const run = { seed: 20261123, numRuns: 200 };
const coordinate = fc.double({ min: 0, max: 400, noNaN: true });

describe('hit testing', () => {
  it('finds the nearest drawn node within reach, as a full search does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 30 }), coordinate, coordinate, (nodes, x, y) => {
        const points = Float64Array.from(nodes.flat());
        points[0] = NaN;
        const distances = nodes.map(([px, py], i) => (i === 0 ? Infinity : Math.hypot(px - x, py - y)));
        const least = Math.min(...distances);
        const found = nearestNode(points, 2, x, y);
        if (least > HIT_RADIUS + 1e-9) expect(found).toBeNull();
        else if (least < HIT_RADIUS - 1e-9) expect(distances[found!]).toBeCloseTo(least, 9);
      }),
      run,
    );
  });

  it('offers a target of at least 24 pixels', () => {
    expect(nearestNode(Float64Array.of(100, 100), 2, 112, 100)).toBe(0);
    expect(nearestNode(Float64Array.of(100, 100), 2, 100, 88)).toBe(0);
  });
});

describe('pointing in a panel', () => {
  const panels = [0, 1].map(() => ({ recordingId: 'r', layer: null, axes: [0, 1, 2] as const }));

  it('pins on the first click and lets go on the second', () => {
    const view = createViewStore({ ...defaultView, panels });
    const pointer = new PanelPointer(view, 1);
    pointer.togglePin(4);
    expect(view.getState().pinned).toEqual({ panel: 1, node: 4 });
    pointer.togglePin(4);
    expect(view.getState().pinned).toBeNull();
  });

  it('clears only its own hover', () => {
    const view = createViewStore({ ...defaultView, panels });
    new PanelPointer(view, 0).hover(2);
    new PanelPointer(view, 1).hover(null);
    expect(view.getState().hovered).toEqual({ panel: 0, node: 2 });
    new PanelPointer(view, 0).hover(null);
    expect(view.getState().hovered).toBeNull();
  });
});
