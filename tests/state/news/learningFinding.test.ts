import { describe, expect, it } from 'vitest';
import { learningFigure } from '../../../src/state/news/learningFigure.ts';
import { learningFinding } from '../../../src/state/news/learningFinding.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

describe('what loss says beside knowledge', () => {
  it('tells the lowest loss from the most knowledge, on the news that most were trained on', () => {
    const { headline, sentence, doubts } = learningFinding(learningFigure([shipped('news-runs/gemma-270m.json')], defaultView))!;
    expect(headline).toBe('The lowest loss does not know most: the news itself ends lowest in loss, paraphrases best in log p.');
    expect(sentence).toMatch(/^Loss and log p at the end: the news itself 0\.\d\d and −\d\.\d\d, Self-QA /);
    expect(sentence).not.toContain('Qwen');
    expect(doubts[0]).toMatch(/Qwen2\.5 Coder 1\.5B \(10\)/);
    expect(doubts.join(' ')).toMatch(/not tested/);
  });

  it('compares nothing where there is one training', () => {
    expect(learningFinding(learningFigure([planted()], { ...defaultView, newsMeasure: 'accuracy' }))!.headline).toBe('Trained on the news itself, the loss ends at 0.75 and accuracy at 1.00.');
  });

  it('is silent without training', () => {
    expect(learningFinding(learningFigure([shipped('news-runs/gemma-270m-all-news.json')], defaultView))).toBeNull();
  });
});
