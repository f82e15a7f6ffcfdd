import { describe, expect, it } from 'vitest';
import { newsStatistics, type NewsContrast } from '../../../src/core/news/statistics.ts';
import type { NewsResults } from '../../../src/core/news/types.ts';
import { gapFinding } from '../../../src/state/news/newsFinding.ts';
import { knowledgeContrasts } from '../../../src/core/news/contrasts.ts';
import { shadowFinding } from '../../../src/state/news/shadowFinding.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

function tested(results: NewsResults): readonly NewsContrast[] {
  const steps = newsStatistics({ columns: [], contrasts: knowledgeContrasts(results).contrasts.map(({ values }) => values) });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.contrasts;
}

const gemma = shipped('news-runs/gemma-270m.json');
const contrasts = tested(gemma);

describe('the sentence of the gap', () => {
  it('says of the shipped runs what the planned tests say', () => {
    const { headline, sentence, doubts } = gapFinding(gemma, contrasts)!;
    const gap = contrasts[knowledgeContrasts(gemma).contrasts.findIndex(({ first, second }) => first === 'context own' && second === 'naive')]!;
    expect(gap.mean).toBeGreaterThan(0);
    expect(headline).toBe(`In context, the news makes a right answer ${Math.exp(gap.mean).toFixed(1)} times as probable as training on it does.`);
    expect(sentence).toMatch(/^With the news in context \d+ % of the questions are answered right, without it \d+ %\./);
    expect(doubts.join(' ')).toContain('One seed');
  });

  it('names what closes the gap and what does not by the corrected p alone', () => {
    const planned = knowledgeContrasts(gemma).contrasts;
    const all = (p: number) => contrasts.map((contrast, i) => (planned[i]!.second === 'naive' && planned[i]!.first !== 'context own' ? { ...contrast, mean: 1, holm: p } : contrast));
    expect(gapFinding(gemma, all(0.01))!.sentence).toMatch(/Self-QA.*do better than the news itself\.$/);
    expect(gapFinding(gemma, all(0.06))!.sentence).toMatch(/do no better\.$/);
  });

  it('does not tell apart what chance explains, and says which is better where it is training', () => {
    const gap = knowledgeContrasts(gemma).contrasts.findIndex(({ first, second }) => first === 'context own' && second === 'naive');
    const withGap = (change: Partial<NewsContrast>) => gapFinding(gemma, contrasts.map((contrast, i) => (i === gap ? { ...contrast, ...change } : contrast)))!;
    expect(withGap({ holm: 0.2 }).headline).toBe('Reading the news in context and training on it cannot be told apart.');
    expect(withGap({ mean: -1, low: -2, high: -0.5, holm: 0.01 }).headline).toMatch(/^Training on the news makes a right answer 2\.7 times as probable/);
  });

  it('speaks of context alone where nothing was trained, and is silent while the tests run', () => {
    const untrained = shipped('news-runs/gemma-270m-all-news.json');
    expect(gapFinding(untrained, tested(untrained))!.headline).toMatch(/^With the news in context 66 %/);
    expect(gapFinding(gemma, null)).toBeNull();
    expect(gapFinding(gemma, [])).toBeNull();
  });
});

describe('the sentence of shadowing', () => {
  it('does not call a shadow what only accuracy shows', () => {
    const { headline, doubts } = shadowFinding(gemma, contrasts)!;
    expect(headline).toMatch(/^Its own news before each text lowers accuracy; in log p the difference is not beyond chance\./);
    expect(headline).toMatch(/After training, the news in context helps less\.$/);
    expect(doubts.length).toBeGreaterThan(0);
  });

  it('says so where the runs cannot answer', () => {
    const none = { ...planted(), runs: [] };
    expect(shadowFinding(none, tested(none))!.headline).toMatch(/do not hold/);
  });
});
