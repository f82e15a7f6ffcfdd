import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardPosition } from '../../../src/views/picture/NodeCards.tsx';

const run = { seed: 20261123, numRuns: 200 };

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
