import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { type Efficiency, newsEfficiency, reachedAt } from '../../../src/core/news/efficiency.ts';
import type { NewsResults } from '../../../src/core/news/types.ts';
import { sizeFinding } from '../../../src/state/news/sizeFinding.ts';
import { isRefusal, onNews, type SizeFigure, sizeFigure, sizeMarks, sizeQuestions, sizeTable } from '../../../src/state/news/sizeFigure.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();

/** The planted model in another size, trained on its first `news` alone, every exposure `scale` times the planted one. */
function sized(id: string, parameters: number, scale = 1, news = 6): NewsResults {
  const kept = new Set(results.news.slice(0, news).map((item) => item.id));
  return {
    ...results,
    id,
    model: { ...results.model, id, parameters },
    runs: results.runs.filter((run) => kept.has(run.news)).map((run) => ({ ...run, checkpoints: run.checkpoints.map((mark) => ({ ...mark, tokens: mark.tokens! * scale })) })),
  };
}

const view = { ...defaultView, newsUnit: 'tokens' as const };
const answered = (figure: SizeFigure) => sizeQuestions(figure).map((question) => runToEnd(newsEfficiency(question)));

describe('efficiency by size', () => {
  it('marks the planted exposures of every model', () => {
    const figure = sizeFigure([sized('small', 1e6, 4), sized('large', 1e8)], view);
    const marks = sizeMarks(figure, answered(figure));
    const { data, wanted } = marks[1]!.answer as Efficiency;
    const path = [0, 1, 2, 3].map((s) => data.logp.slice(s * 6, s * 6 + 6).reduce((sum, value) => sum + value, 0) / 6);
    const planned = reachedAt(Float64Array.from(path), Float64Array.of(0, 40, 80, 160), wanted);
    expect(planned).toBeGreaterThan(40);
    expect(marks.map(({ parameters, answer }) => [parameters, (answer as Efficiency).reachedAt / planned])).toEqual([[1e6, expect.closeTo(4, 9)], [1e8, expect.closeTo(1, 9)]]);
  });

  it('compares models on the news that all of them were trained on, and says so', () => {
    const figure = sizeFigure([sized('small', 1e6), sized('large', 1e8, 1, 4)], view);
    expect(figure.groups[0]).toMatchObject({ news: 4, narrowed: true });
    for (const { data } of figure.groups[0]!.models) expect(data.news).toEqual(['alder', 'birch', 'cedar', 'downs']);
    expect(sizeFinding(figure, answered(figure))!.doubts[0]).toMatch(/4 for the news itself/);
  });

  it('takes the right columns when it leaves news out', () => {
    const { data } = sizeFigure([results], view).groups[0]!.models[0]!;
    const part = onNews(data, ['fjord', 'birch']);
    expect([...part.start]).toEqual([data.start[5], data.start[1]]);
    expect([...part.logp]).toEqual(data.steps.flatMap((_, s) => [data.logp[s * 6 + 5], data.logp[s * 6 + 1]]));
  });

  it('refuses a law under three models in words, and draws one from three on', () => {
    const two = sizeFigure([sized('small', 1e6, 4), sized('large', 1e8)], view);
    expect(sizeFinding(two, answered(two))!.headline).toMatch(/three sizes of model/);
    const three = sizeFigure([sized('small', 1e6, 100), sized('middle', 1e7, 10), sized('large', 1e8)], { ...view, newsShare: '75' });
    const { headline, sentence } = sizeFinding(three, answered(three))!;
    expect(headline).toBe('Larger models need fewer exposures (the news itself).');
    expect(sentence).toMatch(/need 0\.10 times the exposures \(slope −1\.00, 95 % −1\.00 to −1\.00; 3 models\)/);
  });

  it('names models of which nothing can be said', () => {
    const sizeless = { ...results, id: 'sizeless', title: 'Sizeless', model: { ...results.model, parameters: null } };
    const { groups } = sizeFigure([results, sizeless], view);
    expect(groups[0]!.models).toHaveLength(1);
    expect(groups[0]!.refused).toEqual([{ title: 'Sizeless', why: expect.stringMatching(/parameters/) as string }]);
  });

  it('is exported with a row a mark, empty where not reached', () => {
    const figure = sizeFigure([results], { ...view, newsAll: true });
    const marks = sizeMarks(figure, answered(figure));
    const { columns, rows } = sizeTable(figure, marks);
    const row = (at: number) => Object.fromEntries(columns.map(({ name }, c) => [name, rows[at]![c]]));
    expect(row(0)).toMatchObject({ protocol: 'naive', news: 6, unit: 'tokens', share: 0.5 });
    // Planted: behind its own news nothing is learnt.
    expect(isRefusal(marks[1]!.answer)).toBe(false);
    expect(row(1)).toMatchObject({ protocol: 'naive.own', 'reached at': null, 'share of resamples that reach it': 0 });
  });
});
