/** What the runs in view show, in one sentence of everyday words with its doubt; from the planned tests alone, never from what was looked at. */
import { abilityOf, conditionOf, mean, valuesByNews } from '../../core/news/conditions.ts';
import { CONTRAST_LEVEL, knowledgeContrasts } from '../../core/news/contrasts.ts';
import type { NewsContrast } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { wordList } from '../base/words.ts';
import { protocolWords } from './conditionWords.ts';

export interface NewsFinding {
  /** One short line. */
  readonly headline: string;
  /** What it rests on; empty where the headline says it all. */
  readonly sentence: string;
  /** What speaks against taking it further, the gravest first. */
  readonly doubts: readonly string[];
}

/** @param contrasts of the planned tests, in their order; null while they are worked out */
export function gapFinding(results: NewsResults, contrasts: readonly NewsContrast[] | null): NewsFinding | null {
  if (contrasts === null) return null;
  const planned = knowledgeContrasts(results).contrasts;
  if (planned.length !== contrasts.length) return null;
  const of = (first: string, second: string) => contrasts[planned.findIndex((one) => one.first === first && one.second === second)];
  const context = of('context own', 'none');
  const gap = of('context own', 'naive');
  return {
    headline: gap === undefined ? contextWords(results, context) : gapHeadline(gap),
    sentence: [gap === undefined ? null : contextWords(results, context), gap === undefined ? null : gapWords(gap), gap === undefined ? null : closerWords(results, planned, contrasts)].filter((part) => part !== null).join(' '),
    doubts: doubts(results, contrasts.length, gap),
  };
}

/** Log-probabilities as odds that a reader can picture: e to the difference. */
function times(difference: number): string {
  const ratio = Math.exp(Math.abs(difference));
  return ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(1);
}

function contextWords(results: NewsResults, context: NewsContrast | undefined): string {
  const right = mean(valuesByNews(results, conditionOf(null, 'own'), 'accuracy'));
  const before = mean(valuesByNews(results, conditionOf(null, 'none'), 'accuracy'));
  if (Number.isNaN(right) || Number.isNaN(before)) return 'These results do not hold what the model makes of the news in context.';
  const learnt = context !== undefined && context.holm <= CONTRAST_LEVEL && context.mean > 0;
  const share = (value: number) => `${Math.round(100 * value)} %`;
  return `With the news in context ${share(right)} of the questions are answered right, without it ${share(before)}${learnt ? '' : ', a difference that chance explains'}.`;
}

function gapHeadline(gap: NewsContrast): string {
  if (gap.holm > CONTRAST_LEVEL) return 'Reading the news in context and training on it cannot be told apart.';
  return gap.mean > 0
    ? `In context, the news makes a right answer ${times(gap.mean)} times as probable as training on it does.`
    : `Training on the news makes a right answer ${times(gap.mean)} times as probable as reading it in context does.`;
}

function gapWords(gap: NewsContrast): string {
  const tested = `(log p ${gap.mean > 0 ? '+' : ''}${gap.mean.toFixed(2)}, 95 % ${range(gap)}; p = ${gap.holm.toFixed(4)}, corrected)`.replaceAll('-', '−');
  return gap.holm > CONTRAST_LEVEL ? `The difference is within what chance gives ${tested}.` : `After the last step of training the ratio lies between ${timesRange(gap)} ${tested}.`;
}

/** Which training data beats the news itself, and which does not. */
function closerWords(results: NewsResults, planned: readonly { readonly first: string; readonly second: string }[], contrasts: readonly NewsContrast[]): string | null {
  const others = planned.flatMap(({ first, second }, i) => (second === 'naive' && first !== 'context own' ? [{ protocol: first, contrast: contrasts[i]! }] : []));
  if (others.length === 0) return null;
  const won = others.filter(({ contrast }) => contrast.holm <= CONTRAST_LEVEL && contrast.mean > 0).map(({ protocol }) => protocolWords(results, protocol));
  const not = others.filter(({ contrast }) => !(contrast.holm <= CONTRAST_LEVEL && contrast.mean > 0)).map(({ protocol }) => protocolWords(results, protocol));
  if (won.length === 0) return `${capital(wordList(not))} ${not.length === 1 ? 'does' : 'do'} no better.`;
  return `${capital(wordList(won))} ${won.length === 1 ? 'does' : 'do'} better than the news itself${not.length === 0 ? '' : `, ${wordList(not)} ${not.length === 1 ? 'does' : 'do'} not`}.`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const range = ({ low, high }: NewsContrast) => `${low.toFixed(2)} to ${high.toFixed(2)}`.replaceAll('-', '−');

function timesRange({ mean: difference, low, high }: NewsContrast): string {
  const [least, most] = difference > 0 ? [low, high] : [-high, -low];
  return `${times(Math.max(0, least))} and ${times(most)}`;
}

function doubts(results: NewsResults, tests: number, gap: NewsContrast | undefined): readonly string[] {
  const said: string[] = [];
  const inContext = mean(valuesByNews(results, conditionOf(null, 'own'), 'accuracy'));
  const naive = mean(valuesByNews(results, conditionOf('naive', 'none'), 'accuracy'));
  if (gap !== undefined && gap.holm <= CONTRAST_LEVEL && Math.abs(inContext - naive) < 0.1) {
    said.push(`In accuracy the two hardly differ (${inContext.toFixed(2)} and ${naive.toFixed(2)}): what training lacks is certainty about the right answer, or it is too sure of wrong ones.`);
  }
  const seeds = new Set(results.runs.map(({ seed }) => seed)).size;
  if (seeds === 1) said.push('One seed: how much would change with another is not known.');
  const trained = new Set(results.runs.map(({ news }) => news)).size;
  if (trained > 0) said.push(`${trained} news were trained on, each by an adapter of its own unless told; intervals are over news, ${tests} tests were planned and corrected together.`);
  const ability = [abilityOf(results, null), abilityOf(results, 'naive')];
  if (ability[0] !== null && ability[1] !== null && ability[1]! < ability[0]! - 0.02) said.push(`Training costs other knowledge: ${ability[0]!.toFixed(2)} of everyday questions right before, ${ability[1]!.toFixed(2)} after.`);
  if ((results.model.parameters ?? Infinity) < 1e9) said.push('A small model: larger ones may learn otherwise.');
  return said;
}
