import { describe, expect, it } from 'vitest';
import { clear, cursorPlace, exposureScale, learningBoxes, learningScales, markPlaces, nearestMark, roundNumbers } from '../../../src/views/news/learningLayout.ts';
import { learningFigure } from '../../../src/state/news/learningFigure.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted } from '../../core/news/helpers/newsFixtures.ts';

const figure = learningFigure([planted()], { ...defaultView, newsMeasure: 'accuracy' });
const { points } = figure.facets[0]!.curves[0]!;

describe('exposures on their axis', () => {
  it('double at equal steps, and begin left of the first that was seen', () => {
    const { place } = exposureScale([0, 4, 8, 16], 40, 400);
    expect(place(0)).toBe(40);
    expect(place(4)).toBeGreaterThan(40);
    expect(place(8) - place(4)).toBeCloseTo(place(16) - place(8), 9);
    expect(place(16)).toBeCloseTo(400, 9);
    expect(place(NaN)).toBeNaN();
  });

  it('has no places where none were counted', () => {
    expect(exposureScale([], 40, 400).round).toEqual([]);
    expect(exposureScale([], 40, 400).place(5)).toBeNaN();
  });
});

it('has round numbers between the ends, and the ends where there are none', () => {
  expect(roundNumbers([4, 210])).toEqual([5, 10, 20, 50, 100, 200]);
  expect(roundNumbers([0.06, 0.3])).toEqual([0.1, 0.2]);
  expect(roundNumbers([3, 4])).toEqual([3, 4]);
});

it('keeps ticks clear of one another', () => {
  const ticks = [0, 10, 100].map((at) => ({ value: at, at, label: '100' }));
  expect(clear(ticks).map(({ at }) => at)).toEqual([0, 100]);
});

describe('marks of learning', () => {
  const boxes = learningBoxes(600, false);
  const scales = learningScales(figure, null, boxes);

  it('are found under the pointer in each of the three plots', () => {
    const wanted = points[2]!;
    for (const [x, y] of markPlaces(wanted, scales)) expect(nearestMark(figure.facets[0]!, 0, scales, x + 3, y - 3)?.point.step).toBe(wanted.step);
    expect(nearestMark(figure.facets[0]!, 0, scales, 300, -200)).toBeNull();
  });

  it('stand inside their plots', () => {
    for (const point of points.slice(1)) {
      const places = markPlaces(point, scales);
      [boxes.knowledge, boxes.loss, boxes.path].forEach(({ left, right, top, bottom }, plot) => {
        const [x, y] = places[plot]!;
        expect(x).toBeGreaterThanOrEqual(left);
        expect(x).toBeLessThanOrEqual(right + 0.01);
        expect(y).toBeGreaterThanOrEqual(top - 0.01);
        expect(y).toBeLessThanOrEqual(bottom + 0.01);
      });
    }
  });

  it('lead the cursor: at the stops themselves, evenly on log steps between them', () => {
    const { x } = scales;
    expect(cursorPlace(points, null, x)).toBe(x(16));
    expect(cursorPlace(points, 2, x)).toBe(x(8));
    const between = cursorPlace(points, 3, x);
    expect((between - x(8)) / (x(16) - x(8))).toBeCloseTo(Math.log(4 / 3) / Math.log(5 / 3), 12);
    expect(cursorPlace([], 3, x)).toBeNaN();
  });
});
