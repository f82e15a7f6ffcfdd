import { describe, expect, it } from 'vitest';
import { ghostLabels } from '../../../src/views/evidence/ghostLabels.ts';
import { boxesOverlap } from '../../../src/views/picture/box.ts';

const frame = { width: 300, height: 300, radius: 5, measure: (text: string) => text.length * 7 };
/** A ring whose nodes stand close together, as the null draws large graphs. */
const ring = Array.from({ length: 24 }, (_, node) => ({
  node,
  x: 150 + 60 * Math.cos((2 * Math.PI * node) / 24),
  y: 150 + 60 * Math.sin((2 * Math.PI * node) / 24),
}));
const words = ring.map(({ node }) => `word${node}`);
const box = ({ text, x, y }: { text: string; x: number; y: number }) => ({ left: x - text.length * 3.5, right: x + text.length * 3.5, top: y - 7, bottom: y + 7 });

describe('labels of the averaging null', () => {
  const labels = ghostLabels(words, ring, ring.map((point, i) => [point, ring[(i + 1) % 24]!] as const), frame);

  it('never stand on each other or outside the picture', () => {
    expect(labels.length).toBeGreaterThan(12);
    labels.forEach((a, i) => {
      const { left, right, top, bottom } = box(a);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(right, bottom)).toBeLessThanOrEqual(300);
      for (const b of labels.slice(i + 1)) expect(boxesOverlap(box(a), box(b))).toBe(false);
    });
  });

  it('are tied to their node where they stand apart from it', () => {
    for (const { node, x, y, leader } of labels) {
      const away = Math.hypot(x - ring[node]!.x, y - ring[node]!.y);
      if (away > 60) expect(leader).not.toBeNull();
      if (leader !== null) expect(Math.hypot(leader.x1 - ring[node]!.x, leader.y1 - ring[node]!.y)).toBeCloseTo(frame.radius, 6);
    }
  });
});
