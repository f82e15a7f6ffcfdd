/** What size does to the exposures needed, in everyday words with its doubt; refused where there are too few models. */
import type { NewsEfficiency } from '../../core/news/efficiency.ts';
import { wordList } from '../base/words.ts';
import type { NewsFinding } from './newsFinding.ts';
import { isRefusal, type SizeFigure, type SizeGroup, sizeMarks } from './sizeFigure.ts';

/** @param answers one a question, in their order; null while they are worked out */
export function sizeFinding(figure: SizeFigure, answers: readonly NewsEfficiency[] | null): NewsFinding | null {
  if (answers === null || answers.length === 0) return null;
  const asked = figure.groups.filter(({ models }) => models.length > 0);
  const trends = asked.map((group, g) => ({ group, trend: answers[g]!.trend }));
  const told = trends.flatMap(({ group, trend }) => (isRefusal(trend) ? [] : [{ group, trend }]));
  const doubts = [...narrowedWords(asked), ...unreachedWords(figure, answers), 'Described, not tested. Intervals are over news; another seed, or other models of the same size, may move every mark.'];
  if (told.length === 0) {
    const first = trends[0]!.trend;
    return { headline: isRefusal(first) ? first.refused : '', sentence: '', doubts };
  }
  const words = told.map(({ group, trend }) => {
    const times = 10 ** trend.slope;
    const range = Number.isNaN(trend.low) ? 'too few resamples give a slope for an interval' : `95 % ${slope(trend.low)} to ${slope(trend.high)}`;
    return { certain: trend.high < 0 || trend.low > 0, text: `${group.label}: ten times the parameters need ${number(times)} times the exposures (slope ${slope(trend.slope)}, ${range}; ${trend.models} models)` };
  });
  const larger = told.filter(({ trend }) => trend.high < 0).map(({ group }) => group.label);
  return {
    headline: larger.length > 0 ? `Larger models need fewer exposures (${wordList(larger)}).` : 'Whether larger models need fewer exposures cannot be told from these.',
    sentence: `${words.map(({ text }) => text).join('; ')}.`,
    doubts,
  };
}

function narrowedWords(groups: readonly SizeGroup[]): readonly string[] {
  const narrowed = groups.filter((group) => group.narrowed);
  return narrowed.length === 0 ? [] : [`Compared on the news that all models were trained on: ${wordList(narrowed.map(({ label, news }) => `${news} for ${label}`))}. With few news the intervals are wide.`];
}

function unreachedWords(figure: SizeFigure, answers: readonly NewsEfficiency[]): readonly string[] {
  const not = sizeMarks(figure, answers).filter(({ answer }) => !isRefusal(answer) && answer.reachedAt === Infinity);
  return not.length === 0 ? [] : [`Not reached, and so in no trend: ${wordList(not.map(({ model, group }) => `${model.results.title} (${group.label})`))}.`];
}

const slope = (value: number) => value.toFixed(2).replace('-', '−');
const number = (value: number) => (value >= 10 ? String(Math.round(value)) : value.toPrecision(2));
