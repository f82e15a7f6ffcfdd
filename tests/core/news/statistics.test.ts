import { describe, expect, it } from 'vitest';
import { bootstrapEstimate, holmAdjusted, newsStatistics, ResampleDraws, signFlipP } from '../../../src/core/news/statistics.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';

const p = (differences: number[]) => runToEnd(signFlipP(Float64Array.from(differences)));
const interval = (values: number[]) => runToEnd(bootstrapEstimate(Float64Array.from(values)));

describe('signFlipP', () => {
  it('counts every flip of few differences, those that tie too', () => {
    expect(p([1, 1, 1])).toBe(2 / 8);
    expect(p([1, -1])).toBe(1);
    expect(p([0.3, 0.1, 0.2, -0.2])).toBe(8 / 16);
    expect(p(Array.from({ length: 16 }, () => 0.1))).toBe(2 / 2 ** 16);
  });

  it('draws flips beyond sixteen and never says that p is 0', () => {
    expect(p(Array.from({ length: 20 }, () => 0.3))).toBe((1 + 0) / (1 + 100_000));
    const many = p(Array.from({ length: 40 }, (_, k) => (k % 2 === 0 ? 1 : -0.8)));
    expect(many).toBeGreaterThan(0.2);
    expect(many).toBeLessThan(1);
  });

  it('draws signs that are even and unlike one another, at every place of a long list', () => {
    // A single large difference reaches its own mean whichever way it is turned, at any of the places that share a number.
    for (const place of [0, 31, 32, 69]) expect(p(Array.from({ length: 70 }, (_, k) => (k === place ? 5 : 0)))).toBe(1);
    // Two of them reach it when they agree: half of all flips.
    expect(p(Array.from({ length: 70 }, (_, k) => (k === 3 || k === 67 ? 1 : 0)))).toBeCloseTo(0.5, 2);
  });
});

describe('bootstrapEstimate', () => {
  it('has no width for one value or equal ones, and says nothing of none', () => {
    expect(interval([0.4])).toEqual({ count: 1, mean: 0.4, low: 0.4, high: 0.4 });
    expect(interval([2, 2, 2])).toEqual({ count: 3, mean: 2, low: 2, high: 2 });
    expect(interval([])).toEqual({ count: 0, mean: NaN, low: NaN, high: NaN });
  });

  it('is as wide as normal theory says for many values', () => {
    const values = Array.from({ length: 400 }, (_, k) => Math.sin(k * 12.9898) * 3);
    const mean = values.reduce((sum, value) => sum + value, 0) / 400;
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400 / 400);
    const { low, high } = interval(values);
    expect(low).toBeCloseTo(mean - 1.96 * error, 1);
    expect(high).toBeCloseTo(mean + 1.96 * error, 1);
  });

  it('draws every row about equally often, the same for all columns of a length', () => {
    const draws = new ResampleDraws();
    const rows = draws.of(5);
    expect(draws.of(5)).toBe(rows);
    const counts = [0, 0, 0, 0, 0];
    for (const row of rows) counts[row]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(4 * Math.sqrt(50_000 * 0.2 * 0.8));
    // draw(0) ... draw(9) of mulberry32 from seed 0, times 5, over 2^32: the first of `resamples(5)` of fixtures/make_news_tables.py.
    expect([...rows.subarray(0, 10)]).toEqual(GOLDEN);
    expect(() => draws.of(2001)).toThrow(RangeError);
  });
});

const GOLDEN = [1, 0, 1, 0, 2, 2, 3, 3, 2, 2];

describe('holmAdjusted', () => {
  it('steps down and stays in order', () => {
    expect([...holmAdjusted(Float64Array.of(0.01, 0.04, 0.03))]).toEqual([0.03, 0.06, 0.06]);
    expect([...holmAdjusted(Float64Array.of(0.9, 0.8))]).toEqual([1, 1]);
    expect([...holmAdjusted(Float64Array.of(NaN, 0.2, 0.01))]).toEqual([NaN, 0.2, 0.02]);
    expect(holmAdjusted(new Float64Array())).toHaveLength(0);
  });
});

describe('newsStatistics', () => {
  it('answers in the order asked, the contrasts as one family', () => {
    const column = Float64Array.of(0.1, 0.5, 0.9);
    const first = Float64Array.of(1, 1, 1, 1, 1);
    const second = Float64Array.of(1, -1, 2, 1);
    const { columns, contrasts } = runToEnd(newsStatistics({ columns: [column, new Float64Array()], contrasts: [first, second] }));
    expect(columns.map(({ count }) => count)).toEqual([3, 0]);
    expect(columns[0]).toEqual(interval([...column]));
    expect(contrasts.map(({ mean, p: own }) => [mean, own])).toEqual([[1, 2 / 32], [0.75, p([...second])]]);
    expect(contrasts.map(({ holm }) => holm)).toEqual([2 * (2 / 32), contrasts[1]!.p]);
  });
});
