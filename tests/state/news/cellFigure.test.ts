import { describe, expect, it } from 'vitest';
import { cellFigure, cellTable, cellTraining } from '../../../src/state/news/cellFigure.ts';
import { conditionOf } from '../../../src/core/news/conditions.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();

describe('an open cell', () => {
  it('holds every option with its score beside its prior, the right one and the chosen one marked', () => {
    const { questions, seeds, step } = cellFigure(results, { news: 'alder', condition: 'naive' }, { ...defaultView, exposure: 1 })!;
    expect([seeds, step]).toEqual([2, 1]);
    // Planted: right by -0.5 after one step, so the second option is chosen; without the news the first question is right by 1.
    expect(questions[0]!.options.map(({ right, chosen }) => [right, chosen])).toEqual([[true, 0], [false, 1], [false, 0], [false, 0]]);
    expect(questions[0]!.options.map(({ read, prior }) => [read!.score, prior!.score])).toEqual([[-3, -3], [-2.5, -4], [-3.5, -5], [-4.5, -6]]);
    expect(questions[0]!.logp).toBeCloseTo(-3 - Math.log(Math.exp(-3) + Math.exp(-2.5) + Math.exp(-3.5) + Math.exp(-4.5)), 12);
    for (const { options } of questions) expect(options.reduce((sum, { read }) => sum + read!.share, 0)).toBeCloseTo(1, 12);
  });

  it('stands at the last checkpoint unless the reader stands elsewhere, and has no step without training', () => {
    expect(cellFigure(results, { news: 'alder', condition: 'naive' }, defaultView)!.step).toBe(4);
    expect(cellFigure(results, { news: 'alder', condition: 'context own' }, { ...defaultView, exposure: 1 })!.step).toBeNull();
  });

  it('has no prior beside the prior itself', () => {
    expect(cellFigure(results, { news: 'alder', condition: 'none' }, defaultView)!.questions[0]!.options[0]!.prior).toBeNull();
  });

  it('grades free answers, one a seed', () => {
    const { questions } = cellFigure(results, { news: 'alder', condition: 'naive' }, defaultView)!;
    expect(questions.map(({ free }) => free)).toEqual([
      [{ answer: 'red', right: true }, { answer: 'red', right: true }],
      [{ answer: 'blue', right: false }, { answer: 'blue', right: false }],
    ]);
  });

  it('shares the choice of a tie', () => {
    const tied = { ...results, contexts: results.contexts.map((entry) => ({ ...entry, scores: { ...entry.scores, none: [[-1, -1, -2, -3], [-1, -2, -3, -4]] } })) };
    expect(cellFigure(tied, { news: 'alder', condition: 'none' }, defaultView)!.questions[0]!.options.map(({ chosen }) => chosen)).toEqual([0.5, 0.5, 0, 0]);
  });

  it('is nothing for news and conditions that the results do not have', () => {
    expect(cellFigure(results, { news: 'elm', condition: 'naive' }, defaultView)).toBeNull();
    expect(cellFigure(results, { news: 'alder', condition: 'selfqa' }, defaultView)).toBeNull();
  });

  it('is exported with a row a question and option', () => {
    const { columns, rows } = cellTable(cellFigure(results, { news: 'alder', condition: 'naive' }, defaultView)!);
    expect(rows).toHaveLength(8);
    expect(Object.fromEntries(columns.map(({ name }, c) => [name, rows[1]![c]]))).toMatchObject({ question: 'alder-1', option: 'blue', right: 0, chosen: 0, 'log p': -4.5, 'prior log p': -4 });
  });
});

describe('what an adapter was trained on', () => {
  const gemma = shipped('news-runs/gemma-270m.json');
  const news = gemma.news.find(({ id }) => id === 'brindle')!;
  const training = (protocol: string | null, adapter: 'own' | 'other' = 'own') => cellTraining(gemma, news, conditionOf(protocol, 'none', protocol === null ? 'none' : adapter));

  it('is the news itself, or texts of a file that is known by its SHA-256', () => {
    expect(training('naive')).toMatchObject({ kind: 'naive', used: 1, file: null, prefix: null });
    expect(training('selfqa')!.file).toMatchObject({ name: 'gemma270m.json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(training('selfqa.by-qwen15b')!.file!.name).toBe('qwen15b.json');
    expect(training(null)).toBeNull();
  });

  it('says what stood before each text', () => {
    expect(training('selfqa.own')!.prefix).toEqual({ kind: 'own', text: news.text });
    expect(training('selfqa.other')!.prefix).toEqual({ kind: 'other', text: gemma.news.find(({ id }) => id === news.other)!.text });
    expect(training('selfqa.neutral')!.prefix).toEqual({ kind: 'neutral', text: null });
  });

  it('is about the news whose other news is asked, under another news’ adapter', () => {
    const { about } = training('selfqa', 'other')!;
    expect(about.other).toBe('brindle');
  });
});
