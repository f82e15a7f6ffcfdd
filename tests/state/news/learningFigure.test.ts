import { describe, expect, it } from 'vitest';
import { areEstimatesOf, learningColumns, learningFigure } from '../../../src/state/news/learningFigure.ts';
import { mean } from '../../../src/core/news/conditions.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();
const view = { ...defaultView, newsMeasure: 'accuracy' as const };

describe('learning', () => {
  it('follows the planted checkpoints: loss 3 / step, right from the second on', () => {
    const { facets, chance } = learningFigure([results], view);
    expect(facets[0]!.curves.map(({ protocol }) => protocol)).toEqual(['naive']);
    const { points } = facets[0]!.curves[0]!;
    expect(points.map(({ step, exposures, loss }) => [step, exposures, loss])).toEqual([[0, 0, NaN], [1, 4, 3], [2, 8, 1.5], [4, 16, 0.75]]);
    expect(points.map(({ closed }) => mean(closed))).toEqual([0.25, 0, 1, 1]);
    expect([facets[0]!.context, chance]).toEqual([1, 0.25]);
  });

  it('draws one kind of text in one colour whatever stands before it, and prefixes only for who asks for all', () => {
    const { curves } = learningFigure([results], { ...view, newsAll: true }).facets[0]!;
    expect(curves.map(({ protocol, series, prefix }) => [protocol, series, prefix])).toEqual([['naive', 0, 'none'], ['naive.own', 0, 'own']]);
  });

  it('tells models apart where asked, those without training left out', () => {
    const others = [results, shipped('news-runs/smollm2-135m.json'), shipped('news-runs/gemma-270m-all-news.json')];
    expect(learningFigure(others, view).facets.map(({ results: { id } }) => id)).toEqual(['planted']);
    const apart = learningFigure(others, { ...view, newsFacet: 'model' });
    expect(apart.facets.map(({ results: { id } }) => id)).toEqual(['planted', 'smollm2-135m']);
    const columns = apart.facets.flatMap(({ curves }) => curves.flatMap(({ points }) => points.flatMap(({ column }) => [column, column + 1])));
    expect(columns).toEqual(learningColumns(apart).map((_, at) => at));
  });

  it('shows accuracy for free answers, which are given once', () => {
    expect(learningFigure([results], { ...view, newsMeasure: 'free' }).measure).toBe('accuracy');
  });

  it('knows estimates of another figure from its own', () => {
    const figure = learningFigure([results], view);
    const own = learningColumns(figure).map((values) => ({ count: values.length, mean: mean({ values }), low: 0, high: 1 }));
    expect(areEstimatesOf(figure, own)).toBe(true);
    expect(areEstimatesOf(learningFigure([results], { ...view, newsMeasure: 'logp' }), own)).toBe(false);
    expect(areEstimatesOf(figure, own.slice(1))).toBe(false);
  });
});
