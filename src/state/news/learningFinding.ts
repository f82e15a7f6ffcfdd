/** What loss says beside knowledge at the end of training, in everyday words with its doubt. Described, not tested. */
import { mean } from '../../core/news/conditions.ts';
import { wordList } from '../base/words.ts';
import type { LearningCurve, LearningFigure } from './learningFigure.ts';
import type { NewsFinding } from './newsFinding.ts';

interface End {
  readonly label: string;
  readonly loss: number;
  readonly knows: number;
  readonly news: number;
}

/** Of the first model: the end of every training without a prefix that has a loss and a value. null where there are none. */
export function learningFinding({ facets, measure }: LearningFigure): NewsFinding | null {
  const [focus] = facets;
  const ends = focus?.curves.filter(({ prefix }) => prefix === 'none').map(endOf).filter(({ loss, knows }) => Number.isFinite(loss) && Number.isFinite(knows)) ?? [];
  if (ends.length === 0) return null;
  // Trainings on other news do not compare: those on most news do.
  const most = Math.max(...ends.map(({ news }) => news));
  const compared = ends.filter(({ news }) => news === most);
  const left = ends.filter(({ news }) => news !== most);
  const number = (value: number) => value.toFixed(2).replace('-', '−');
  const name = measure === 'logp' ? 'log p' : measure === 'accuracy' ? 'accuracy' : 'accuracy over the prior';
  const told = ({ label, loss, knows }: End) => `${label} ${number(loss)} and ${number(knows)}`;
  const doubts = [
    ...(left.length === 0 ? [] : [`Left out of this comparison, being trained on fewer news: ${wordList(left.map(({ label, news }) => `${label} (${news})`))}.`]),
    'Losses of different texts are not on one scale: a text that repeats itself is learnt to a lower loss.',
    'Described, not tested: no test of loss against knowledge was planned.',
  ];
  const where = facets.length > 1 ? `${focus!.results.title}: ` : '';
  if (compared.length === 1) {
    return { headline: `${where}Trained on ${compared[0]!.label}, the loss ends at ${number(compared[0]!.loss)} and ${name} at ${number(compared[0]!.knows)}.`, sentence: '', doubts };
  }
  const byLoss = compared.toSorted((a, b) => a.loss - b.loss);
  const [lowest, best] = [byLoss[0]!, compared.reduce((a, b) => (b.knows > a.knows ? b : a))];
  return {
    headline: lowest === best ? `${where}The lowest loss also knows most: ${lowest.label}.` : `${where}The lowest loss does not know most: ${lowest.label} ends lowest in loss, ${best.label} best in ${name}.`,
    sentence: `Loss and ${name} at the end: ${wordList(byLoss.map(told))}.`,
    doubts,
  };
}

function endOf({ label, news, points }: LearningCurve): End {
  const last = points.at(-1);
  return { label, news, loss: last?.loss ?? NaN, knows: last === undefined ? NaN : mean(last.closed) };
}
