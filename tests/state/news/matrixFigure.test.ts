import { describe, expect, it } from 'vitest';
import { matchesSearch, matrixFigure, type MatrixFigure, matrixTable, shadeOf } from '../../../src/state/news/matrixFigure.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();
const view = { ...defaultView, newsMeasure: 'accuracy' as const };
const ids = ({ groups }: MatrixFigure) => groups.flatMap(({ rows }) => rows.map(({ news }) => news.id));
const value = (figure: MatrixFigure, news: string, condition: string) =>
  figure.groups.flatMap(({ rows }) => rows).find((row) => row.news.id === news)!.values[figure.columns.findIndex((column) => column.condition.id === condition)]!;

describe('the matrix', () => {
  it('holds the planted values: right by rank without the news, always with it', () => {
    const figure = matrixFigure(results, view);
    expect(figure.columns.map(({ condition }) => condition.id)).toEqual(['none', 'context own', 'naive']);
    // The right option of question k mod 4 is the k-th best: of each news' two questions one at most is right.
    expect(['alder', 'birch', 'cedar', 'downs', 'ember', 'fjord'].map((id) => value(figure, id, 'none'))).toEqual([0.5, 0, 0.5, 0, 0.5, 0]);
    for (const id of ids(figure)) expect([value(figure, id, 'context own'), value(figure, id, 'naive')]).toEqual([1, 1]);
  });

  it('groups by domain in the order of the file, with the mean of each', () => {
    const { groups } = matrixFigure(results, view);
    expect(groups.map(({ domain, rows, means }) => [domain, rows.map(({ news }) => news.id), means[0]])).toEqual([
      ['mathematics', ['alder'], 0.5],
      ['coding', ['birch'], 0],
      ['events', ['cedar', 'fjord'], 0.25],
      ['discoveries', ['downs'], 0],
      ['leaderboards', ['ember'], 0.5],
    ]);
  });

  it('is sorted by a column both ways, equals in the order of the file', () => {
    const by = (order: 'falling' | 'rising') => ids(matrixFigure(results, { ...view, newsOrder: { condition: 'none', order } }));
    expect(by('falling')).toEqual(['alder', 'cedar', 'ember', 'birch', 'downs', 'fjord']);
    expect(by('rising')).toEqual(['birch', 'downs', 'fjord', 'alder', 'cedar', 'ember']);
  });

  it('puts news that were not measured last, whichever way it is sorted', () => {
    const gemma = shipped('news-runs/gemma-270m.json');
    for (const order of ['falling', 'rising'] as const) {
      const figure = matrixFigure(gemma, { ...defaultView, newsOrder: { condition: 'selfqa.by-qwen15b', order } });
      const measured = ids(figure).map((id) => !Number.isNaN(value(figure, id, 'selfqa.by-qwen15b')));
      expect(measured.filter(Boolean)).toHaveLength(10);
      expect(measured.slice(0, 10)).toEqual(Array(10).fill(true));
    }
  });

  it('reads training where the reader stands in it', () => {
    expect(value(matrixFigure(results, { ...view, exposure: 1 }), 'alder', 'naive')).toBe(0);
    expect(value(matrixFigure(results, { ...view, exposure: 2 }), 'alder', 'naive')).toBe(1);
  });

  it('finds news by every word of name, text and questions, and counts those that it hides', () => {
    const figure = matrixFigure(results, { ...view, newsSearch: 'CEDAR red' });
    expect([ids(figure), figure.hidden]).toEqual([['cedar'], 5]);
    expect(matrixFigure(results, { ...view, newsSearch: 'what is' }).hidden).toBe(0);
    expect(matchesSearch(results.news[0]!, '')).toBe(true);
    expect(matrixFigure(results, { ...view, newsSearch: 'nowhere' }).groups).toEqual([]);
  });

  it('keeps its shades while it is searched and sorted', () => {
    const whole = matrixFigure(results, { ...view, newsMeasure: 'logp' }).scale;
    expect(matrixFigure(results, { ...view, newsMeasure: 'logp', newsSearch: 'cedar', newsOrder: { condition: 'none', order: 'rising' } }).scale).toEqual(whole);
  });

  it('is empty where nothing was answered freely or no question counts', () => {
    expect(matrixFigure(shipped('news-runs/gemma-270m-all-news.json'), { ...defaultView, newsMeasure: 'free' }).groups).toEqual([]);
    expect(matrixFigure(results, { ...view, newsKinds: ['reversal'] }).groups).toEqual([]);
  });

  it('is exported with a row a news and condition', () => {
    const { columns, rows } = matrixTable(results, matrixFigure(results, view));
    expect(rows).toHaveLength(18);
    expect(Object.fromEntries(columns.map(({ name }, c) => [name, rows[0]![c]]))).toEqual({ results: 'planted', news: 'alder', entity: 'alder', domain: 'mathematics', flags: '', condition: 'none', measure: 'accuracy', value: 0.5 });
  });
});

describe('shades', () => {
  const scale = { low: -5, middle: -1.5, high: 0, below: true };

  it('grow with the distance from guessing, each side by its own end, and stop at the ends', () => {
    expect(shadeOf(-1.5, scale)).toEqual({ side: 'above', share: 0 });
    expect(shadeOf(-0.75, scale)).toEqual({ side: 'above', share: 0.5 });
    expect(shadeOf(-3.25, scale)).toEqual({ side: 'below', share: 0.5 });
    expect(shadeOf(-40, scale)).toEqual({ side: 'below', share: 1 });
    expect(shadeOf(NaN, scale)).toBeNull();
  });
});
