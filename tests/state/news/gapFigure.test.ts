import { describe, expect, it } from 'vitest';
import { gapColumns, gapFigure, pairFigure } from '../../../src/state/news/gapFigure.ts';
import { mean } from '../../../src/core/news/conditions.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();
const view = { ...defaultView, newsMeasure: 'accuracy' as const };
const means = (figure: ReturnType<typeof gapFigure>) => Object.fromEntries(figure.rows.map(({ condition, marks }) => [condition.id, marks.map(({ values }) => mean(values))]));

describe('the gap', () => {
  it('holds the planted means: a quarter right without the news, all with it and after training', () => {
    expect(means(gapFigure(results, [results], view))).toEqual({ none: [0.25], 'context own': [1], naive: [1] });
  });

  it('reads training at the checkpoint where the reader stands, and before it begins', () => {
    expect(means(gapFigure(results, [results], { ...view, exposure: 1 })).naive).toEqual([0]);
    expect(means(gapFigure(results, [results], { ...view, exposure: 3.5 })).naive).toEqual([1]);
    expect(means(gapFigure(results, [results], { ...view, exposure: 0 })).naive).toEqual([0.25]);
  });

  it('keeps every condition for who asks for all, in groups that stand together', () => {
    const { rows } = gapFigure(results, [results], { ...view, newsAll: true });
    expect(rows).toHaveLength(11);
    const groups = rows.map(({ group }) => group);
    expect(groups).toEqual([...groups].sort((a, b) => groups.indexOf(a) - groups.indexOf(b)));
    const all = gapFigure(results, [results], { ...view, newsAll: true });
    const columns = gapColumns(all);
    for (const { marks } of all.rows) for (const { column, values } of marks) expect(columns[column]).toBe(values.values);
  });

  it('tells kinds, domains and models apart, each column once', () => {
    const kinds = gapFigure(results, [results], { ...view, newsFacet: 'kind' });
    expect(kinds.facets.map(({ id }) => id)).toEqual(['direct', 'implication']);
    expect(gapColumns(kinds)).toHaveLength(6);
    const other = shipped('news-runs/gemma-270m-all-news.json');
    const models = gapFigure(results, [results, other], { ...view, newsFacet: 'model' });
    expect(models.rows.map(({ condition, marks }) => [condition.id, marks.length])).toEqual([['none', 2], ['context own', 2], ['naive', 1]]);
  });

  it('leaves out what the reader leaves out, and chance follows', () => {
    const { rows, chance } = gapFigure(results, [results], { ...view, newsKinds: ['direct'], newsDomains: ['events'] });
    expect(rows[0]!.marks[0]!.values.news).toEqual(['cedar', 'fjord']);
    expect(chance).toBe(0.25);
    expect(gapFigure(results, [results], { ...view, newsKinds: ['no such kind'] })).toMatchObject({ rows: [], chance: null });
  });

  it('says what guessing is worth in each measure', () => {
    const of = (newsMeasure: 'logp' | 'relative' | 'free') => gapFigure(results, [results], { ...view, newsMeasure }).chance;
    expect(of('logp')).toBeCloseTo(Math.log(0.25), 12);
    expect(of('relative')).toBe(0.25);
    expect(of('free')).toBeNull();
  });
});

describe('two conditions', () => {
  it('are laid side by side news by news, first less second', () => {
    const figure = pairFigure(results, { ...view, newsPair: ['context own', 'none'] })!;
    expect(figure.news.map(({ id, first, second }) => [id, first, second])).toEqual([
      ['alder', 1, 0.5], ['birch', 1, 0], ['cedar', 1, 0.5], ['downs', 1, 0], ['ember', 1, 0.5], ['fjord', 1, 0],
    ]);
    expect([...figure.differences]).toEqual([0.5, 1, 0.5, 1, 0.5, 1]);
  });

  it.each([[['none', 'none']], [['none', 'no such condition']]] as const)('are none for %j', (newsPair) => {
    expect(pairFigure(results, { ...view, newsPair })).toBeNull();
  });
});
