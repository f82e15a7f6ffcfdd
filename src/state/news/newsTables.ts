/** Figures of the weights stage as tables, in the columns of fixtures/news-runs/derived.csv. */
import { mean } from '../../core/news/conditions.ts';
import type { NewsEstimate } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { MeasureTable, TableValue } from '../figures/measureTable.ts';
import type { GapFigure, PairFigure } from './gapFigure.ts';
import type { LearningFigure } from './learningFigure.ts';
import { type ShadowFigure, shadowMarks } from './shadowFigure.ts';

type Table = Pick<MeasureTable, 'columns' | 'rows'>;

const COLUMNS = ['results', 'condition', 'facet', 'part', 'measure', 'news', 'mean', 'low', 'high'].map((name) => ({ name, unit: '' }));

const orNull = (value: number): TableValue => (Number.isFinite(value) ? value : null);
const ends = (estimate: NewsEstimate | undefined): readonly [TableValue, TableValue] => (estimate === undefined ? [null, null] : [estimate.low, estimate.high]);

/** A row a mark; intervals are empty until they are worked out. */
export function gapTable(results: NewsResults, { rows, facet, measure }: GapFigure, estimates: readonly NewsEstimate[] | null): Table {
  return {
    columns: COLUMNS,
    rows: rows.flatMap(({ condition, marks }) =>
      marks.map(({ facet: part, values, column }) => [facet === 'model' ? part : results.id, condition.id, facet, facet === 'model' ? 'all' : part, measure, values.news.length, mean(values), ...ends(estimates?.[column])]),
    ),
  };
}

export function shadowTable(results: NewsResults, figure: ShadowFigure, estimates: readonly NewsEstimate[] | null): Table {
  return {
    columns: COLUMNS,
    rows: shadowMarks(figure).map(({ condition, values, column }) => [results.id, condition.id, 'all', 'all', figure.measure, values.news.length, mean(values), ...ends(estimates?.[column])]),
  };
}

/** A row a news. */
export function pairTable({ first, second, news, differences }: PairFigure): Table {
  return {
    columns: ['news', 'entity', first.condition.id, second.condition.id, 'difference'].map((name) => ({ name, unit: '' })),
    rows: news.map(({ id, entity, first: a, second: b }, i) => [id, entity, a, b, differences[i]!]),
  };
}

/** A row a protocol and checkpoint, without and with the news in context. */
export function learningTable({ measure, facets }: LearningFigure, estimates: readonly NewsEstimate[] | null): Table {
  return {
    columns: ['results', 'protocol', 'step', 'exposures', 'loss', 'context', 'measure', 'news', 'mean', 'low', 'high'].map((name) => ({ name, unit: '' })),
    rows: facets.flatMap(({ results, curves }) =>
      curves.flatMap(({ protocol, points }) =>
        points.flatMap(({ step, exposures, loss, closed, open, column }) =>
          [closed, open].flatMap((values, k) => (values.news.length === 0 ? [] : [[results.id, protocol, step, orNull(exposures), orNull(loss), k === 0 ? 'none' : 'own', measure, values.news.length, mean(values), ...ends(estimates?.[column + k])]])),
        ),
      ),
    ),
  };
}
