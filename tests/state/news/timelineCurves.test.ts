import { describe, expect, it } from 'vitest';
import { timelineCurves } from '../../../src/state/news/timelineCurves.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted } from '../../core/news/helpers/newsFixtures.ts';

describe('the curves of the timeline', () => {
  const { points, series, context, chance } = timelineCurves(planted(), 'naive', defaultView);

  it('hold what was planted at every checkpoint', () => {
    expect(points.map(({ step, accuracy, open }) => [step, accuracy, open])).toEqual([[0, 0.25, 1], [1, 0, 1], [2, 1, 1], [4, 1, 1]]);
    expect(points.map(({ exposures }) => exposures.examples)).toEqual([0, 4, 8, 16]);
    expect([context, chance]).toEqual([1, 0.25]);
  });

  it('draw the loss as a share of its first value, from the first step on', () => {
    const loss = series.curves.find(({ kind }) => kind === 'loss')!.points.map(({ value }) => value);
    expect(loss[0]).toBeNaN();
    for (const [i, share] of [1, 1 / 2, 1 / 4].entries()) expect(loss[i + 1]).toBeCloseTo(share, 12);
  });
});
