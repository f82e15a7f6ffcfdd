import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOverlap, segmentCrosses, type Box } from '../../../../src/views/picture/box.ts';
import { CellIndex, NONE } from '../../../../src/views/picture/labels/cellIndex.ts';

const BOUNDS: Box = { left: 0, top: 0, right: 500, bottom: 300 };
const run = { seed: 20261125, numRuns: 200 };
const coordinate = fc.double({ min: -200, max: 700, noNaN: true });
const corners = fc.tuple(coordinate, coordinate, coordinate, coordinate);

function found(index: CellIndex, box: readonly number[], margin = 0): number[] {
  const out = [];
  index.find(Float64Array.from(box), margin);
  for (let id = index.next(); id !== NONE; id = index.next()) out.push(id);
  return out;
}

const boxOf = ([x1, y1, x2, y2]: readonly [number, number, number, number]): Box => ({ left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) });
const sides = ({ left, top, right, bottom }: Box) => [left, top, right, bottom];

describe('CellIndex', () => {
  it('finds every box that overlaps, inside the bounds or not, and each once', () => {
    fc.assert(
      fc.property(fc.array(corners, { maxLength: 30 }), corners, (all, asked) => {
        const index = new CellIndex();
        index.clear(BOUNDS);
        const boxes = all.map(boxOf);
        const columns = Float64Array.from(boxes.flatMap(sides));
        boxes.forEach((_, id) => index.addBox(id, columns));
        const met = found(index, sides(boxOf(asked)));
        expect(new Set(met).size).toBe(met.length);
        boxes.forEach((box, id) => {
          if (boxesOverlap(box, boxOf(asked))) expect(met).toContain(id);
        });
      }),
      run,
    );
  });

  it('finds every segment that crosses, and few of those far away', () => {
    fc.assert(
      fc.property(fc.array(corners, { maxLength: 30 }), corners, (all, asked) => {
        const index = new CellIndex();
        index.clear(BOUNDS);
        const segments = Float64Array.from(all.flat());
        all.forEach((_, id) => index.addSegment(id, segments));
        const box = boxOf(asked);
        const met = found(index, sides(box));
        all.forEach(([x1, y1, x2, y2], id) => {
          if (segmentCrosses(x1, y1, x2, y2, box.left, box.top, box.right, box.bottom)) expect(met).toContain(id);
        });
      }),
      run,
    );
    const index = new CellIndex();
    index.clear(BOUNDS);
    index.addSegment(0, Float64Array.of(0, 0, 499, 299));
    expect(found(index, [450, 0, 490, 40])).toEqual([]);
  });

  it('finds points within a margin and forgets all when cleared', () => {
    const index = new CellIndex();
    index.clear(BOUNDS);
    index.addPoint(0, Float64Array.of(100), Float64Array.of(100));
    expect(found(index, [150, 90, 160, 110])).toEqual([]);
    expect(found(index, [150, 90, 160, 110], 40)).toEqual([0]);
    index.clear(BOUNDS);
    expect(found(index, [0, 0, 500, 300])).toEqual([]);
  });
});
