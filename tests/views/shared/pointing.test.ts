import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { cardPosition } from '../../../src/views/picture/NodeCards.tsx';
import { emphasise, ACTIVE, FADED, NEIGHBOUR, PLAIN } from '../../../src/views/picture/emphasis.ts';
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

describe('emphasis', () => {
  it('is plain without a selection', () => {
    expect(emphasise([], [[1], [0], []])).toEqual([PLAIN, PLAIN, PLAIN]);
  });

  it('raises the chosen nodes over their neighbours and fades the rest', () => {
    expect(emphasise([0, 1], [[1], [0, 2], [1], [], []])).toEqual([ACTIVE, ACTIVE, NEIGHBOUR, FADED, FADED]);
  });
});

describe('the hover card', () => {
  it('lies inside any panel that can hold it, and off its node where there is room beside it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 220, max: 900 }), fc.integer({ min: 200, max: 900 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (width, height, u, v) => {
        const anchor = { x: u * width, y: v * height };
        const card = { width: 180, height: 130 };
        const { left, top } = cardPosition({ anchor, card, panel: { width, height }, points: Float64Array.of(anchor.x, anchor.y), weight: () => 1, avoid: [] });
        expect(left >= 0 && left + card.width <= width && top >= 0 && top + card.height <= height).toBe(true);
        if (width > 480) expect(anchor.x > left && anchor.x < left + card.width && anchor.y > top && anchor.y < top + card.height).toBe(false);
      }),
      run,
    );
  });

  it('takes the side where it covers no neighbour', () => {
    const right = cardPosition({ anchor: { x: 300, y: 300 }, card: { width: 150, height: 100 }, panel: { width: 600, height: 600 }, points: new Float64Array(0), weight: () => 0, avoid: [] });
    const covered = Float64Array.of(right.left + 75, right.top + 50);
    const { left, top } = cardPosition({ anchor: { x: 300, y: 300 }, card: { width: 150, height: 100 }, panel: { width: 600, height: 600 }, points: covered, weight: () => 30, avoid: [] });
    expect(covered[0]! > left && covered[0]! < left + 150 && covered[1]! > top && covered[1]! < top + 100).toBe(false);
  });
});

describe('the hover card over labels', () => {
  it('takes a side where it covers no label while one is free', () => {
    const scene = { anchor: { x: 300, y: 300 }, card: { width: 150, height: 100 }, panel: { width: 600, height: 600 }, points: new Float64Array(0), weight: () => 0 };
    const first = cardPosition({ ...scene, avoid: [] });
    const label = { left: first.left + 60, top: first.top + 40, right: first.left + 110, bottom: first.top + 56, weight: 8 };
    const { left, top } = cardPosition({ ...scene, avoid: [label] });
    expect(label.left < left + 150 && left < label.right && label.top < top + 100 && top < label.bottom).toBe(false);
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
