/**
 * Data efficiency by model size: for every kind of training, the exposures that each model needs to go a share of the way to
 * what it makes of the news in its own context. Models are compared on the news that all of them were trained on.
 */
import { type Efficiency, type EfficiencyData, efficiencyData, type NewsEfficiency, type Refusal } from '../../core/news/efficiency.ts';
import type { ExposureUnit, NewsResults } from '../../core/news/types.ts';
import type { MeasureTable } from '../figures/measureTable.ts';
import type { NewsShare } from '../view/newsFields.ts';
import type { ViewState } from '../view/viewFields.ts';
import { protocolWords } from './conditionWords.ts';
import { trainedProtocols } from './learningFigure.ts';
import { type FilterView, valueOptions } from './newsFilter.ts';

export type SizeView = FilterView & Pick<ViewState, 'newsUnit' | 'newsAll' | 'newsShare'>;

export interface SizeModel {
  readonly results: NewsResults;
  readonly data: EfficiencyData;
}

/** One kind of training. */
export interface SizeGroup {
  readonly protocol: string;
  readonly label: string;
  /** In the order in which files are listed; all over the same news. */
  readonly models: readonly SizeModel[];
  /** News on which the models are compared. */
  readonly news: number;
  /** True where some model was trained on more. */
  readonly narrowed: boolean;
  /** Models of which nothing can be said, and why. */
  readonly refused: readonly { readonly title: string; readonly why: string }[];
}

export interface SizeFigure {
  readonly unit: ExposureUnit;
  readonly share: NewsShare;
  readonly groups: readonly SizeGroup[];
}

export function sizeFigure(compared: readonly NewsResults[], view: SizeView): SizeFigure {
  const options = valueOptions(view);
  const protocols = new Set(compared.flatMap((results) => trainedProtocols(results, view).map(({ id }) => id)));
  const groups = [...protocols].map((protocol): SizeGroup => {
    const trained = compared.filter(({ runs }) => runs.some((run) => run.protocol === protocol));
    const models: SizeModel[] = [];
    const refused: { title: string; why: string }[] = [];
    for (const results of trained) {
      const data = efficiencyData(results, protocol, view.newsUnit, options);
      if ('refused' in data) refused.push({ title: results.title, why: data.refused });
      else if (data.parameters === null) refused.push({ title: results.title, why: 'The file does not say how many parameters the model has.' });
      else models.push({ results, data });
    }
    const shared = sharedNews(models.map(({ data }) => data));
    return {
      protocol,
      label: protocolWords(trained[0]!, protocol),
      models: shared.length === 0 ? [] : models.map(({ results, data }) => ({ results, data: onNews(data, shared) })),
      news: shared.length,
      narrowed: models.some(({ data }) => data.news.length > shared.length),
      refused: shared.length === 0 && models.length > 0 ? [...refused, ...models.map(({ results }) => ({ title: results.title, why: 'It shares no trained news with the other models.' }))] : refused,
    };
  });
  return { unit: view.newsUnit, share: view.newsShare, groups };
}

/** News that all have, in the order of the first. */
function sharedNews([first, ...others]: readonly EfficiencyData[]): readonly string[] {
  return first?.news.filter((id) => others.every(({ news }) => news.includes(id))) ?? [];
}

/** The same of some of its news. */
export function onNews(data: EfficiencyData, wanted: readonly string[]): EfficiencyData {
  const n = data.news.length;
  const columns = wanted.map((id) => data.news.indexOf(id));
  const rows = (values: Float64Array) => Float64Array.from({ length: (values.length / n) * columns.length }, (_, at) => values[Math.floor(at / columns.length) * n + columns[at % columns.length]!]!);
  return { ...data, news: wanted, start: rows(data.start), goal: rows(data.goal), logp: rows(data.logp), exposures: rows(data.exposures) };
}

/** What is asked of the core, a question a group that has models. */
export function sizeQuestions({ groups, share }: SizeFigure): readonly { readonly models: readonly EfficiencyData[]; readonly share: number }[] {
  return groups.filter(({ models }) => models.length > 0).map(({ models }) => ({ models: models.map(({ data }) => data), share: Number(share) / 100 }));
}

/** A mark of the picture; exposures are 0 before the first checkpoint that counts any, Infinity where not reached. */
export interface SizeMark {
  readonly group: SizeGroup;
  /** Index of the group among all, which its colour tells. */
  readonly series: number;
  readonly model: SizeModel;
  readonly parameters: number;
  readonly answer: Efficiency | Refusal;
}

/** @param answers one a question, in their order */
export function sizeMarks(figure: SizeFigure, answers: readonly NewsEfficiency[]): readonly SizeMark[] {
  const asked = figure.groups.filter(({ models }) => models.length > 0);
  return asked.flatMap((group, g) =>
    group.models.map((model, m): SizeMark => ({ group, series: figure.groups.indexOf(group), model, parameters: model.data.parameters!, answer: answers[g]!.models[m]! })),
  );
}

export function isRefusal<T extends object>(value: T | Refusal): value is Refusal {
  return 'refused' in value;
}

/** A row a mark. Exposures are empty where they are not reached, and so is an end of the interval that is open. */
export function sizeTable({ unit, share }: SizeFigure, marks: readonly SizeMark[]): Pick<MeasureTable, 'columns' | 'rows'> {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    columns: ['results', 'model', 'parameters', 'protocol', 'news', 'unit', 'share', 'start', 'goal', 'reached at', 'low', 'high', 'share of resamples that reach it', 'refused'].map((name) => ({ name, unit: '' })),
    rows: marks.map(({ group, model: { results, data }, parameters, answer }) => {
      const facts = [results.id, data.model, parameters, group.protocol, data.news.length, unit, Number(share) / 100] as const;
      return isRefusal(answer) ? [...facts, null, null, null, null, null, null, answer.refused] : [...facts, answer.start, answer.goal, finite(answer.reachedAt), finite(answer.low), finite(answer.high), answer.reaching, ''];
    }),
  };
}
