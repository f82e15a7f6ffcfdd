/** What the planned tests say of shadowing and overexposure, in everyday words with its doubt. */
import { conditionOf, mean, valuesByNews } from '../../core/news/conditions.ts';
import { CONTRAST_LEVEL, knowledgeContrasts } from '../../core/news/contrasts.ts';
import type { NewsContrast } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { NewsFinding } from './newsFinding.ts';

/** @param contrasts of the planned tests, in their order; null while they are worked out */
export function shadowFinding(results: NewsResults, contrasts: readonly NewsContrast[] | null): NewsFinding | null {
  if (contrasts === null) return null;
  const planned = knowledgeContrasts(results).contrasts;
  if (planned.length !== contrasts.length) return null;
  const of = (first: string, second: string) => contrasts[planned.findIndex((one) => one.first === first && one.second === second)];
  const shadow = of('selfqa.own', 'selfqa');
  const mismatch = [of('selfqa.other', 'selfqa.own'), of('selfqa.neutral', 'selfqa.own')];
  const over = of('naive +news', 'context own');
  if (shadow === undefined && over === undefined) return { headline: 'These runs do not hold what the planned tests of shadowing and overexposure need.', sentence: '', doubts: [] };
  const headline = [shadow === undefined ? null : shadowHeadline(results, shadow), over === undefined ? null : overHeadline(over)].filter((part) => part !== null).join(' ');
  const sentence = [shadow === undefined ? null : shadowWords(results, shadow), over === undefined ? null : overWords(over)].filter((part) => part !== null).join(' ');
  const doubts: string[] = [];
  if (shadow !== undefined && mismatch.every((one) => one === undefined || one.holm > CONTRAST_LEVEL)) doubts.push('The planned test of own news against another news or neutral text finds no difference in log p: whether the news itself or any prefix does the harm is not decided by it.');
  if (shadow !== undefined) doubts.push('Texts with their own news before them were matched by tokens without the prefix; the prefix itself was never under the loss.');
  if (new Set(results.runs.map(({ seed }) => seed)).size === 1) doubts.push('One seed: how much would change with another is not known.');
  return { headline, sentence, doubts };
}

function shadowHeadline(results: NewsResults, shadow: NewsContrast): string {
  const accuracy = (id: string) => mean(valuesByNews(results, conditionOf(id, 'none'), 'accuracy'));
  if (shadow.holm <= CONTRAST_LEVEL && shadow.mean < 0) return 'Its own news before each text ruins training.';
  return accuracy('selfqa') - accuracy('selfqa.own') > 0.1 ? 'Its own news before each text lowers accuracy; in log p the difference is not beyond chance.' : 'Its own news before each text makes no clear difference.';
}

function overHeadline(over: NewsContrast): string {
  if (over.holm > CONTRAST_LEVEL) return 'No overexposure beyond chance.';
  return over.mean < 0 ? 'After training, the news in context helps less.' : 'After training, the news in context helps more.';
}

/** Accuracy is described, log p is tested: both are said, for they may disagree. */
function shadowWords(results: NewsResults, shadow: NewsContrast): string {
  const accuracy = (id: string) => mean(valuesByNews(results, conditionOf(id, 'none'), 'accuracy'));
  const [plain, own, other] = [accuracy('selfqa'), accuracy('selfqa.own'), accuracy('selfqa.other')];
  const shares = `Self-QA answers ${percent(plain)} right; with its own news before each text in training ${percent(own)}${Number.isNaN(other) ? '' : `, with another news ${percent(other)}`}.`;
  const tested = shadow.holm <= CONTRAST_LEVEL ? `In log p the shadow costs ${Math.abs(shadow.mean).toFixed(2)}, more than chance explains.` : 'In log p, the measure that is tested, the shadow makes no difference that chance does not explain.';
  return `${shares} ${tested}`;
}

function overWords(over: NewsContrast): string {
  if (over.holm > CONTRAST_LEVEL) return 'Reading the news in context works as well after training on them as before, as far as chance can be told.';
  return over.mean < 0 ? `Overexposure: with the news in context the model does worse after training on them than before (log p ${over.mean.toFixed(2).replace('-', '−')}).` : `With the news in context the model does better after training on them than before (log p +${over.mean.toFixed(2)}).`;
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
