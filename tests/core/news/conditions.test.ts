import { describe, expect, it } from 'vitest';
import { abilityOf, conditionOf, conditionsOf, freeAnswersOf, pairedDifferences, scoresOf, valuesByNews } from '../../../src/core/news/conditions.ts';
import type { NewsItem, NewsResults } from '../../../src/core/news/types.ts';
import { planted, shipped } from './helpers/newsFixtures.ts';

const results = planted();
const NONE = conditionOf(null, 'none');
const NAIVE = conditionOf('naive', 'none');
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** log-softmax of the right option where it leads by `margin` and the others follow one apart, as planted. */
const led = (margin: number) => -Math.log1p(Math.exp(-margin) + Math.exp(-1 - margin) + Math.exp(-2 - margin));

describe('conditionsOf', () => {
  it('lists what the planted file holds, with the ids of the tables', () => {
    expect(conditionsOf(results).map(({ id }) => id)).toEqual([
      'none', 'context own', 'context other', 'naive', 'naive +news', 'naive +other news', 'naive of another news', 'naive.own', 'naive.own +news', 'naive.own +other news', 'naive.own of another news',
    ]);
  });

  it('lists nothing that was not measured', () => {
    expect(conditionsOf(shipped('news-runs/gemma-270m-all-news.json')).map(({ id }) => id)).toEqual(['none', 'context own']);
    expect(conditionsOf({ ...results, runs: [], contexts: [] })).toEqual([]);
  });
});

describe('scoresOf', () => {
  it('gives a table a seed, at the last checkpoint or another', () => {
    const at = (step: number | null) => scoresOf(results, NAIVE, 'cedar', { step }).map((table) => table[0]![0]! - table[0]![1]!);
    expect(at(null)).toEqual([1.5, 1.5]);
    expect(at(2)).toEqual([0.5, 0.5]);
    expect(at(3)).toEqual([]);
    expect(scoresOf(results, NAIVE, 'cedar', { seed: 1 })).toHaveLength(1);
    expect(scoresOf(results, NAIVE, 'cedar', { seed: 7 })).toEqual([]);
    expect(scoresOf(results, NONE, 'nobody')).toEqual([]);
  });

  it('takes the scores of another news from the run whose other news it is', () => {
    const other = conditionOf('naive', 'none', 'other');
    // Cedar's adapter was asked about alder, and said what the model says with nothing in context.
    expect(scoresOf(results, other, 'alder')[0]).toEqual(results.contexts[0]!.scores.none);
    expect(scoresOf(results, other, 'alder', { step: 1 })).toEqual([]);
  });
});

describe('valuesByNews', () => {
  const value = (condition = NAIVE, measure: Parameters<typeof valuesByNews>[2] = 'logp', options = {}) => valuesByNews(results, condition, measure, options);

  it('finds what is planted', () => {
    expect([...value(NAIVE, 'accuracy').values]).toEqual(Array(6).fill(1));
    expect(mean(value(NONE, 'accuracy').values)).toBeCloseTo(0.25, 12);
    value(NAIVE, 'logp').values.forEach((logp) => expect(logp).toBeCloseTo(led(1.5), 12));
    value(NAIVE, 'logp', { step: 1 }).values.forEach((logp) => expect(logp).toBeCloseTo(led(-0.5), 12));
    value(conditionOf('naive', 'own'), 'logp').values.forEach((logp) => expect(logp).toBeCloseTo(led(1), 12));
    expect(value(conditionOf('naive.own', 'none'))).toEqual(value(NONE));
    // Less its own prior nothing is left of a condition that is the prior: all options tie.
    expect([...value(NONE, 'relative').values]).toEqual(Array(6).fill(0.25));
    value(NONE, 'relativeLogp').values.forEach((logp) => expect(logp).toBeCloseTo(Math.log(0.25), 12));
  });

  it('grades free answers of contexts and of adapters', () => {
    expect([...value(NONE, 'free').values]).toEqual(Array(6).fill(0.5));
    expect([...value(conditionOf(null, 'own'), 'free').values]).toEqual(Array(6).fill(1));
    expect([...value(NAIVE, 'free').values]).toEqual(Array(6).fill(0.5));
    expect(value(NAIVE, 'free', { step: 1 }).news).toEqual([]);
    expect(freeAnswersOf(results, conditionOf('naive', 'none', 'other'), 'alder')).toEqual([]);
  });

  it('keeps to kinds, domains and news without flags', () => {
    expect([...value(NONE, 'accuracy', { kinds: new Set(['direct']) }).values]).toEqual([1, 0, 1, 0, 1, 0]);
    expect(value(NONE, 'accuracy', { kinds: new Set(['reversal']) }).news).toEqual([]);
    expect(value(NONE, 'accuracy', { domains: new Set(['events']) }).news).toEqual(['cedar', 'fjord']);
    const flagged: NewsResults = { ...results, news: results.news.map((item): NewsItem => (item.id === 'birch' ? { ...item, flags: ['odd'] } : item)) };
    expect(valuesByNews(flagged, NONE, 'logp').news).toHaveLength(6);
    expect(valuesByNews(flagged, NONE, 'logp', { withoutFlagged: true }).news).not.toContain('birch');
  });

  it('leaves out news without scores or without the prior that a measure needs', () => {
    const fewer: NewsResults = { ...results, contexts: results.contexts.slice(1) };
    expect(valuesByNews(fewer, NONE, 'logp').news).toEqual(['birch', 'cedar', 'downs', 'ember', 'fjord']);
    expect(valuesByNews(fewer, NAIVE, 'logp').news).toHaveLength(6);
    expect(valuesByNews(fewer, NAIVE, 'relative').news).toHaveLength(5);
  });
});

describe('pairedDifferences', () => {
  it('pairs the news that both have', () => {
    const first = { news: ['a', 'b', 'c'], values: Float64Array.of(1, 2, 3) };
    const second = { news: ['c', 'b', 'd'], values: Float64Array.of(10, 20, 30) };
    expect(pairedDifferences(first, second)).toEqual({ news: ['b', 'c'], values: Float64Array.of(-18, -7) });
  });
});

describe('abilityOf', () => {
  it('is the share that is right, of the model and after training, null where not measured', () => {
    const gemma = shipped('news-runs/gemma-270m.json');
    expect(abilityOf(gemma, null)).toBe(0.75);
    expect(abilityOf(gemma, 'naive')).toBeCloseTo(0.67, 2);
    expect(abilityOf(results, null)).toBeNull();
    expect(abilityOf(results, 'naive')).toBeNull();
  });
});
