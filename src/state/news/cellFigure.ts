/** One cell of the matrix opened: the news, its questions with every option's score beside its prior, and the free answers. */
import { checkpointAt, conditionsOf, freeAnswersOf, type NewsCondition, scoresOf } from '../../core/news/conditions.ts';
import { freeAnswerRight, logpOf } from '../../core/news/measures.ts';
import type { NewsItem, NewsProtocol, NewsResults, ScoreTable } from '../../core/news/types.ts';
import type { MeasureTable } from '../figures/measureTable.ts';
import type { NewsCell } from '../view/newsFields.ts';
import type { ViewState } from '../view/viewFields.ts';
import { conditionWords } from './conditionWords.ts';
import { stepFor } from './gapFigure.ts';
import { type FilterView, valueOptions } from './newsFilter.ts';

export interface CellScore {
  /** Summed log-probability (natural) of the option's text; mean over the seeds. */
  readonly score: number;
  /** Among the options, 0 to 1; mean over the seeds. */
  readonly share: number;
}

export interface CellOption {
  readonly text: string;
  readonly right: boolean;
  /** null where the condition was not read. */
  readonly read: CellScore | null;
  /** With nothing in context and no adapter; null where not read, and under that condition itself. */
  readonly prior: CellScore | null;
  /** Share of the seeds in which it scores highest. */
  readonly chosen: number;
}

export interface CellQuestion {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** False: the reader has left its kind out. */
  readonly counts: boolean;
  readonly options: readonly CellOption[];
  /** log p(right) among the options, mean over the seeds; null where not read. */
  readonly logp: number | null;
  /** One a seed; none where it was not answered freely. */
  readonly free: readonly { readonly answer: string; readonly right: boolean }[];
}

export interface CellFigure {
  readonly news: NewsItem;
  /** What stands for another news beside it. */
  readonly other: NewsItem | null;
  readonly condition: NewsCondition;
  readonly label: string;
  readonly conditions: readonly { readonly id: string; readonly label: string }[];
  /** Seeds whose scores are averaged; 0 where it was not read. */
  readonly seeds: number;
  /** Of training, at which it was read; null without training, and where it was not read. */
  readonly step: number | null;
  readonly questions: readonly CellQuestion[];
}

export type CellView = FilterView & Pick<ViewState, 'newsMeasure' | 'exposure'>;

/** null where the results do not hold the news or have no such condition. */
export function cellFigure(results: NewsResults, cell: NewsCell, view: CellView): CellFigure | null {
  const news = results.news.find(({ id }) => id === cell.news);
  const conditions = conditionsOf(results);
  const condition = conditions.find(({ id }) => id === cell.condition);
  if (news === undefined || condition === undefined) return null;
  const step = stepFor(results, condition, view);
  const tables = scoresOf(results, condition, news.id, { step });
  const prior = condition.id === 'none' ? undefined : results.contexts.find((entry) => entry.news === news.id)?.scores.none;
  const answers = freeAnswersOf(results, condition, news.id);
  const { kinds } = valueOptions(view);
  return {
    news,
    other: results.news.find(({ id }) => id === news.other) ?? null,
    condition,
    label: conditionWords(results, condition),
    conditions: conditions.map((one) => ({ id: one.id, label: conditionWords(results, one) })),
    seeds: tables.length,
    step: condition.protocol === null || tables.length === 0 ? null : (step ?? lastStep(results, condition.protocol)),
    questions: news.questions.map(({ id, kind, text, options }, q): CellQuestion => {
      const read = optionScores(tables, q);
      const before = prior === undefined ? null : optionScores([prior], q);
      return {
        id,
        kind,
        text,
        counts: kinds?.has(kind) ?? true,
        options: options.map((option, o) => ({ text: option, right: o === 0, read: read?.[o] ?? null, prior: before?.[o] ?? null, chosen: chosenShare(tables, q, o) })),
        logp: tables.length === 0 ? null : meanOf(tables.map((table) => logpOf(table[q]!))),
        free: answers.map((given) => ({ answer: given[q]!, right: freeAnswerRight(given[q]!, options[0]!) === 1 })),
      };
    }),
  };
}

function lastStep({ runs }: NewsResults, protocol: string): number | null {
  const run = runs.find((one) => one.protocol === protocol);
  return run === undefined ? null : (checkpointAt(run, null)?.step ?? null);
}

function optionScores(tables: readonly ScoreTable[], question: number): readonly CellScore[] | null {
  const rows = tables.map((table) => table[question]!);
  if (rows.length === 0) return null;
  return rows[0]!.map((_, o) => ({ score: meanOf(rows.map((row) => row[o]!)), share: meanOf(rows.map((row) => shareOf(row, o))) }));
}

/** Softmax of one option among all. */
function shareOf(row: readonly number[], option: number): number {
  return Math.exp(logpOf([row[option]!, ...row.filter((_, o) => o !== option)]));
}

/** A tie shares the choice, as it shares the point. */
function chosenShare(tables: readonly ScoreTable[], question: number, option: number): number {
  if (tables.length === 0) return 0;
  return meanOf(tables.map((table) => {
    const row = table[question]!;
    const best = Math.max(...row);
    return row[option] === best ? 1 / row.filter((score) => score === best).length : 0;
  }));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// What the adapter of a condition was trained on.

export interface CellTraining {
  readonly protocol: NewsProtocol;
  /** The news whose adapter it is: the cell's own, or the one whose other news that is. */
  readonly about: NewsItem;
  /** Before each text; null: nothing. Neutral text is not in the results. */
  readonly prefix: { readonly kind: 'own' | 'other' | 'neutral'; readonly text: string | null } | null;
  /** Texts that the runs had; null where they do not say. */
  readonly used: number | null;
  /** The file with the texts, as the results name it; null: the news itself, or they do not say. */
  readonly file: { readonly name: string; readonly sha256: string | null } | null;
  readonly kind: 'naive' | 'paraphrase' | 'implication' | 'selfqa' | null;
}

const KINDS = ['naive', 'paraphrase', 'implication', 'selfqa'] as const;

/** null without an adapter. */
export function cellTraining(results: NewsResults, news: NewsItem, { protocol: id, adapter }: NewsCondition): CellTraining | null {
  const protocol = results.protocols.find((one) => one.id === id);
  const about = adapter === 'other' ? results.news.findLast(({ other }) => other === news.id) : news;
  if (protocol === undefined || about === undefined) return null;
  const { data, prefix, writer } = protocol;
  const texts = results.texts.find(({ key, self }) => (writer === 'self' ? self : key === writer));
  const other = results.news.find((one) => one.id === about.other) ?? null;
  return {
    protocol,
    about,
    prefix: prefix === 'none' ? null : { kind: prefix, text: prefix === 'own' ? about.text : prefix === 'other' ? (other?.text ?? null) : null },
    used: results.runs.find((run) => run.protocol === protocol.id && run.news === about.id)?.texts ?? null,
    file: data === 'naive' || texts?.file === null || texts === undefined ? null : { name: texts.file, sha256: texts.sha256 },
    kind: KINDS.find((kind) => kind === data) ?? null,
  };
}

/** A row a question and option. */
export function cellTable({ news, condition, questions }: CellFigure): Pick<MeasureTable, 'columns' | 'rows'> {
  return {
    columns: ['news', 'condition', 'question', 'kind', 'option', 'right', 'chosen', 'log p', 'prior log p', 'share', 'prior share'].map((name) => ({ name, unit: '' })),
    rows: questions.flatMap(({ id, kind, options }) =>
      options.map(({ text, right, chosen, read, prior }) => [news.id, condition.id, id, kind, text, right ? 1 : 0, chosen, read?.score ?? null, prior?.score ?? null, read?.share ?? null, prior?.share ?? null]),
    ),
  };
}
