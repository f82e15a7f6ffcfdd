/** The matrix: a row a news, a column a condition, a cell the news' mean of the measure; sorted, grouped and searched. */
import { type NewsCondition, valuesByNews } from '../../core/news/conditions.ts';
import type { NewsItem, NewsResults } from '../../core/news/types.ts';
import type { MeasureTable } from '../figures/measureTable.ts';
import type { NewsMeasureName } from '../view/newsFields.ts';
import type { ViewState } from '../view/viewFields.ts';
import { conditionWords, shortConditionWords } from './conditionWords.ts';
import { guessed, stepFor } from './gapFigure.ts';
import { chanceLevel, domainsOf, type FilterView, shownConditions, valueOptions } from './newsFilter.ts';

export type MatrixView = FilterView & Pick<ViewState, 'newsMeasure' | 'newsAll' | 'newsSearch' | 'newsOrder' | 'exposure'>;

export interface MatrixColumn {
  readonly condition: NewsCondition;
  readonly label: string;
  /** Without what all of its kind have in common. */
  readonly short: string;
}

export interface MatrixRow {
  readonly news: NewsItem;
  /** One a column; NaN where not measured. */
  readonly values: Float64Array;
}

/** Rows under one name; all of them under one where they are sorted by a column. */
export interface MatrixGroup {
  /** null: all news. */
  readonly domain: string | null;
  readonly rows: readonly MatrixRow[];
  /** Of each column, over the rows that have a value; NaN where none has. */
  readonly means: Float64Array;
}

export interface MatrixFigure {
  readonly measure: NewsMeasureName;
  readonly columns: readonly MatrixColumn[];
  readonly groups: readonly MatrixGroup[];
  /** News that pass the filters but not the search. */
  readonly hidden: number;
  readonly scale: ShadeScale;
}

/** Trained conditions are read at the checkpoint where the reader stands. News without a value in any column are left out, and columns without a value in any news. */
export function matrixFigure(results: NewsResults, view: MatrixView): MatrixFigure {
  const { newsMeasure: measure, newsOrder } = view;
  const columns = shownConditions(results, view).flatMap((condition) => {
    const { news, values } = valuesByNews(results, condition, measure, { ...valueOptions(view), step: stepFor(results, condition, view) });
    return news.length === 0 ? [] : [{ condition, label: conditionWords(results, condition), short: shortConditionWords(results, condition), values: new Map(news.map((id, at) => [id, values[at]!])) }];
  });
  const counted = results.news
    .map((news): MatrixRow => ({ news, values: Float64Array.from(columns, ({ values }) => values.get(news.id) ?? NaN) }))
    .filter(({ values }) => values.some(Number.isFinite));
  const found = counted.filter(({ news }) => matchesSearch(news, view.newsSearch));
  const by = newsOrder === null ? -1 : columns.findIndex(({ condition }) => condition.id === newsOrder.condition);
  const groups =
    by === -1
      ? domainsOf(results).map((domain) => ({ domain, rows: found.filter(({ news }) => news.domain === domain) }))
      : [{ domain: null, rows: sortedRows(found, by, newsOrder!.order) }];
  return {
    measure,
    columns: columns.map(({ condition, label, short }) => ({ condition, label, short })),
    groups: groups.filter(({ rows }) => rows.length > 0).map((group) => ({ ...group, means: columnMeans(group.rows, columns.length) })),
    hidden: counted.length - found.length,
    // What is searched for and how it is sorted leave the shades as they are.
    scale: shadeScale(measure, counted.flatMap(({ values }) => [...values]), guessed(measure, chanceLevel(results, view))),
  };
}

/** True where every word of the search stands in the id, the entity, the text or a question; case does not matter. */
export function matchesSearch({ id, entity, text, questions }: NewsItem, search: string): boolean {
  const where = [id, entity, text, ...questions.map((question) => question.text)].join('\n').toLocaleLowerCase('en');
  return search.toLocaleLowerCase('en').split(/\s+/).every((word) => where.includes(word));
}

/** Missing values last; news of one value stay in the order of the file. */
function sortedRows(rows: readonly MatrixRow[], by: number, order: 'falling' | 'rising'): readonly MatrixRow[] {
  const missing = order === 'rising' ? Infinity : -Infinity;
  const value = ({ values }: MatrixRow) => (Number.isNaN(values[by]!) ? missing : values[by]!);
  // Infinity less itself is not a number, which is no order: equals are told first.
  return rows.toSorted((a, b) => (value(a) === value(b) ? 0 : (value(a) - value(b)) * (order === 'rising' ? 1 : -1)));
}

function columnMeans(rows: readonly MatrixRow[], columns: number): Float64Array {
  return Float64Array.from({ length: columns }, (_, c) => {
    const values = rows.map((row) => row.values[c]!).filter(Number.isFinite);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

// Shades: how far a value is above what guessing gives, or below it.

export interface ShadeScale {
  /** Values at or below it have the darkest shade below. */
  readonly low: number;
  /** Without shade: what guessing gives, or the low end where guessing has no value. */
  readonly middle: number;
  readonly high: number;
  /** False where nothing lies below the middle by its nature. */
  readonly below: boolean;
}

export interface Shade {
  readonly side: 'below' | 'above';
  /** 0 to 1. */
  readonly share: number;
}

/** Log-probabilities have a long tail: the shade is darkest at their lowest twentieth. */
const LOWEST_SHARE = 0.05;

function shadeScale(measure: NewsMeasureName, values: readonly number[], chance: number | null): ShadeScale {
  const high = measure === 'logp' ? 0 : 1;
  if (measure !== 'logp') return { low: 0, middle: chance ?? 0, high, below: chance !== null };
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = chance ?? sorted[0] ?? -1;
  const tail = sorted[Math.floor(LOWEST_SHARE * sorted.length)] ?? middle - 1;
  return { low: Math.min(Math.floor(tail), middle - 1), middle, high, below: true };
}

/** Ends of the scale are clamped; NaN has no shade. */
export function shadeOf(value: number, { low, middle, high }: ShadeScale): Shade | null {
  if (Number.isNaN(value)) return null;
  if (value >= middle) return { side: 'above', share: high > middle ? Math.min(1, (value - middle) / (high - middle)) : 0 };
  return { side: 'below', share: middle > low ? Math.min(1, (middle - value) / (middle - low)) : 1 };
}

/** A row a news and condition, in the order shown; conditions that a news was not measured under are left out. */
export function matrixTable(results: NewsResults, { measure, columns, groups }: MatrixFigure): Pick<MeasureTable, 'columns' | 'rows'> {
  return {
    columns: ['results', 'news', 'entity', 'domain', 'flags', 'condition', 'measure', 'value'].map((name) => ({ name, unit: '' })),
    rows: groups.flatMap(({ rows }) =>
      rows.flatMap(({ news, values }) =>
        columns.flatMap(({ condition }, c) => (Number.isNaN(values[c]!) ? [] : [[results.id, news.id, news.entity, news.domain, news.flags.join('; '), condition.id, measure, values[c]!]])),
      ),
    ),
  };
}
