/**
 * Everything that is derived of a results file, as one long table: the columns and rows of fixtures/news-runs/derived.csv, which
 * fixtures/make_news_tables.py computes from the same files with code of its own.
 */
import { mapSteps } from '../linalg/steps.ts';
import type { ProtocolBridge } from './bridge.ts';
import { conditionsOf, valuesByNews } from './conditions.ts';
import { bridgeContrasts, knowledgeContrasts, lastTested, type PairedContrast } from './contrasts.ts';
import { efficiency, efficiencyData } from './efficiency.ts';
import { NEWS_MEASURES, QUESTION_KINDS } from './measures.ts';
import { bootstrapEstimate, type NewsEstimate, newsStatistics, ResampleDraws } from './statistics.ts';
import type { NewsResults } from './types.ts';

export const DERIVED_COLUMNS = ['results', 'section', 'condition', 'facet', 'measure', 'news', 'mean', 'low', 'high', 'p', 'holm'] as const;

/** null where a row has no such number; Infinity for exposures that do not suffice. */
export interface DerivedRow {
  /** Id of the results. */
  readonly results: string;
  readonly section: 'condition' | 'contrast' | 'bridge' | 'efficiency';
  /** A condition, a protocol, or two of them with ` - ` between. */
  readonly condition: string;
  /** `all`, `kind:direct`, `domain:events`, `layers 14-18`. */
  readonly facet: string;
  readonly measure: string;
  readonly news: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly holm: number | null;
}

export interface DerivedProgress {
  readonly done: number;
  readonly total: number;
}

/** @param bridges of every protocol with cosines, in the order of the file; empty where there are no states */
export function* derivedRows(results: NewsResults, bridges: readonly ProtocolBridge[]): Generator<DerivedProgress, DerivedRow[]> {
  const draws = new ResampleDraws();
  const conditions = conditionsOf(results);
  const total = conditions.length + 3;
  const rows: DerivedRow[] = [];
  const add = (row: Pick<DerivedRow, 'section' | 'condition' | 'facet' | 'measure' | 'news' | 'mean'> & Partial<DerivedRow>): void => {
    rows.push({ results: results.id, low: null, high: null, p: null, holm: null, ...row });
  };

  for (const [done, condition] of conditions.entries()) {
    for (const { facet, ...chosen } of facetsOf(results)) {
      for (const measure of NEWS_MEASURES) {
        if (condition.id === 'none' && measure.startsWith('relative')) continue;
        const { values } = valuesByNews(results, condition, measure, chosen);
        if (values.length > 0) add({ section: 'condition', condition: condition.id, facet, measure, ...ends(yield* mapSteps(bootstrapEstimate(values, draws), () => ({ done, total }))) });
      }
    }
    yield { done: done + 1, total };
  }
  function* tests(section: 'contrast' | 'bridge', facet: string, contrasts: readonly PairedContrast[], measureOf: (id: string) => string): Generator<DerivedProgress, void> {
    const { contrasts: tested } = yield* mapSteps(newsStatistics({ columns: [], contrasts: contrasts.map(({ values }) => values) }), () => ({ done: conditions.length, total }));
    tested.forEach((test, at) => add({ section, condition: contrasts[at]!.id, facet, measure: measureOf(contrasts[at]!.id), ...ends(test), p: test.p, holm: test.holm }));
  }
  yield* tests('contrast', 'all', knowledgeContrasts(results).contrasts, () => 'logp');

  const layers = bridges[0]?.bridgeLayers ?? [];
  const facet = `layers ${layers[0]}-${layers.at(-1)}`;
  for (const { protocol } of bridges) {
    const tested = lastTested(bridges, protocol);
    if (tested === null) continue;
    const of = { section: 'bridge', condition: protocol, facet } as const;
    add({ ...of, measure: 'matched', ...ends(tested.matchedMean) });
    add({ ...of, measure: 'mismatched', ...ends(tested.mismatchedMean) });
    add({ ...of, measure: 'own is best', news: tested.news.length, mean: tested.ownIsBest });
  }
  yield* tests('bridge', facet, bridgeContrasts(bridges), (id) => (id.includes(' - ') ? 'matched' : 'matched - mismatched'));

  for (const { id: protocol } of results.protocols) {
    for (const unit of ['examples', 'tokens'] as const) {
      const data = efficiencyData(results, protocol, unit);
      if ('refused' in data) continue;
      const found = yield* mapSteps(efficiency(data, 0.5, draws), () => ({ done: total - 1, total }));
      if ('refused' in found) continue;
      const of = { section: 'efficiency', condition: protocol, facet: 'all', news: data.news.length } as const;
      add({ ...of, measure: `${unit} to half`, mean: found.reachedAt, low: found.low, high: found.high });
      add({ ...of, measure: `${unit} to half reached`, mean: found.reaching });
    }
  }
  yield { done: total, total };
  return rows;
}

const ends = ({ count, mean, low, high }: NewsEstimate) => ({ news: count, mean, low, high });

interface Facet {
  readonly facet: string;
  readonly kinds?: ReadonlySet<string>;
  readonly domains?: ReadonlySet<string>;
}

/** All, then kinds, then domains that the file has. */
function facetsOf({ news }: NewsResults): readonly Facet[] {
  const kinds = QUESTION_KINDS.filter((kind) => news.some(({ questions }) => questions.some((question) => question.kind === kind)));
  const domains = [...new Set(news.map(({ domain }) => domain))];
  return [
    { facet: 'all' },
    ...kinds.map((kind): Facet => ({ facet: `kind:${kind}`, kinds: new Set([kind]) })),
    ...domains.map((domain): Facet => ({ facet: `domain:${domain}`, domains: new Set([domain]) })),
  ];
}

/** The table as text: a line a row, numbers to nine places, `inf` for what is not reached, nothing where there is no number. */
export function derivedCsv(rows: readonly DerivedRow[]): string {
  const cell = (row: DerivedRow, column: (typeof DERIVED_COLUMNS)[number]): string => {
    const value = row[column];
    if (value === null) return '';
    if (typeof value === 'string') return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    return column === 'news' ? String(value) : numberText(value);
  };
  const lines = rows.map((row) => DERIVED_COLUMNS.map((column) => cell(row, column)).join(','));
  return [DERIVED_COLUMNS.join(','), ...lines, ''].join('\n');
}

function numberText(value: number): string {
  if (value === Infinity) return 'inf';
  const text = value.toFixed(9);
  return text === '-0.000000000' ? text.slice(1) : text;
}
