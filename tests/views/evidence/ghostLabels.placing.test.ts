import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOverlap, type Box } from '../../../src/views/picture/box.ts';
import { HIDDEN, labelBox, needsLeader } from '../../../src/views/picture/labels/labelPlaces.ts';
import { placeLabels, type LabelRequest, type LabelScene } from '../../../src/views/evidence/ghostLabels.ts';

const BOUNDS: Box = { left: 0, top: 0, right: 600, bottom: 500 };

function label(x: number, y: number, change: Partial<LabelRequest> = {}): LabelRequest {
  return { x, y, radius: 7, width: 44, height: 17, priority: 1, required: false, wanted: true, ...change };
}

function scene(labels: readonly LabelRequest[], blocked: readonly Box[] = []): LabelScene {
  return { labels, bounds: BOUNDS, blocked, edges: new Float64Array(0), centre: [300, 250] };
}

const shownBoxes = (labels: readonly LabelRequest[], places: Int16Array) =>
  labels.map((_, i) => ({ i, place: places[i]! })).filter(({ place }) => place !== HIDDEN).map(({ i, place }) => ({ i, box: labelBox(labels[i]!, place) }));

const points = fc.array(fc.record({ x: fc.double({ min: 8, max: 592, noNaN: true }), y: fc.double({ min: 8, max: 492, noNaN: true }), width: fc.integer({ min: 12, max: 90 }) }), { minLength: 1, maxLength: 40 });
const run = { seed: 20261123, numRuns: 150 };

describe('placeLabels', () => {
  it('never lets a shown label overlap another label, a node, a blocked area or the border', () => {
    const key: Box = { left: 500, top: 0, right: 600, bottom: 100 };
    fc.assert(
      fc.property(points, (all) => {
        const labels = all.map(({ x, y, width }) => label(x, y, { width }));
        const shown = shownBoxes(labels, placeLabels(scene(labels, [key]), null));
        for (const [at, { i, box }] of shown.entries()) {
          expect(box.left >= 0 && box.right <= 600 && box.top >= 0 && box.bottom <= 500).toBe(true);
          expect(boxesOverlap(box, key)).toBe(false);
          for (const other of shown.slice(at + 1)) expect(boxesOverlap(box, other.box)).toBe(false);
          labels.forEach((node, j) => {
            if (j === i) return;
            const dx = node.x - Math.min(box.right, Math.max(box.left, node.x));
            const dy = node.y - Math.min(box.bottom, Math.max(box.top, node.y));
            expect(Math.hypot(dx, dy)).toBeGreaterThanOrEqual(node.radius);
          });
        }
      }),
      run,
    );
  });

  it('shows every label beside its node when nodes are farther apart than labels are long', () => {
    const labels = Array.from({ length: 16 }, (_, i) => label(90 + (i % 4) * 130, 60 + Math.floor(i / 4) * 110));
    const places = placeLabels(scene(labels), null);
    for (const place of places) {
      expect(place).not.toBe(HIDDEN);
      expect(needsLeader(place)).toBe(false);
    }
  });

  it('keeps every place when nothing moves, and again on the frame after', () => {
    fc.assert(
      fc.property(points, (all) => {
        const labels = all.map(({ x, y, width }) => label(x, y, { width }));
        let places = placeLabels(scene(labels), null);
        for (let settle = 0; settle < 12; settle++) places = placeLabels(scene(labels), places);
        expect([...placeLabels(scene(labels), places)]).toEqual([...places]);
      }),
      run,
    );
  });

  it('keeps a place that is still free although a fresh placement would choose another', () => {
    const left = scene([label(100, 250)]);
    const right = scene([label(500, 250)]);
    const before = placeLabels(left, null);
    expect(placeLabels(right, null)[0]).not.toBe(before[0]);
    expect(placeLabels(right, before)[0]).toBe(before[0]);
  });

  it('leaves a free place when another one beside the node crosses two edges fewer', () => {
    const lone = [label(300, 250)];
    const before = placeLabels(scene(lone), null);
    const { left, right, top, bottom } = labelBox(lone[0]!, before[0]!);
    const one = [300, 250, (left + right) / 2, (top + bottom) / 2];
    const edges = Float64Array.of(...one, ...one, ...one);
    const after = placeLabels({ ...scene(lone), edges }, before);
    expect(after[0]).not.toBe(before[0]);
    expect(needsLeader(after[0]!)).toBe(false);
    expect(placeLabels({ ...scene(lone), edges: Float64Array.of(...one) }, before)[0]).toBe(before[0]);
  });

  it('leaves a place that a node has moved into', () => {
    const start = [label(300, 250), label(40, 40)];
    const before = placeLabels(scene(start), null);
    const box = labelBox(start[0]!, before[0]!);
    const moved = [start[0]!, label((box.left + box.right) / 2, (box.top + box.bottom) / 2)];
    const after = placeLabels(scene(moved), before);
    expect(after[0]).not.toBe(before[0]);
    expect(after[0]).not.toBe(HIDDEN);
  });

  it('hides the least important label where there is room for only one', () => {
    const bounds: Box = { left: 200, top: 200, right: 262, bottom: 218 };
    const crowd = [label(207, 209, { priority: 1 }), label(207, 209, { priority: 5 })];
    const places = placeLabels({ ...scene(crowd.map((one) => ({ ...one, radius: 1 }))), bounds }, null);
    expect(places[0]).toBe(HIDDEN);
    expect(places[1]).not.toBe(HIDDEN);
  });

  it('shows required labels always, whatever stands in the way', () => {
    fc.assert(
      fc.property(points, fc.nat(), (all, pick) => {
        const required = pick % all.length;
        const labels = all.map(({ y }, i) => label(300 + (i % 5), 240 + (y % 9), { width: 90, required: i === required }));
        expect(placeLabels(scene(labels), null)[required]).not.toBe(HIDDEN);
      }),
      run,
    );
  });

  it('gives no place to nodes that are missing or want no label, but keeps labels off unlabelled nodes', () => {
    const labels = [label(NaN, NaN), label(300, 250), label(330, 250, { wanted: false })];
    const places = placeLabels(scene(labels), null);
    expect(places[0]).toBe(HIDDEN);
    expect(places[2]).toBe(HIDDEN);
    const box = labelBox(labels[1]!, places[1]!);
    expect(boxesOverlap(box, { left: 324, right: 336, top: 244, bottom: 256 })).toBe(false);
  });

  it('prefers a side without an edge', () => {
    const lone = label(300, 250);
    const free = placeLabels(scene([lone]), null)[0]!;
    const box = labelBox(lone, free);
    const edges = Float64Array.of(300, 250, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
    const crossed = placeLabels({ ...scene([lone]), edges }, null)[0]!;
    expect(crossed).not.toBe(free);
    expect(needsLeader(crossed)).toBe(false);
  });
});
