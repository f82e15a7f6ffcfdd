/** The gap: every condition's mean over news, whole or by kind, domain or model; and the two conditions that are compared. */
import { conditionsOf, type NewsCondition, type NewsValues, pairedDifferences, valuesByNews } from '../../core/news/conditions.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { NewsFacet, NewsMeasureName } from '../view/newsFields.ts';
import type { ViewState } from '../view/viewFields.ts';
import { conditionGroup, conditionWords } from './conditionWords.ts';
import { protocolStops, stopAt } from './exposures.ts';
import { chanceLevel, domainsOf, kindsOf, shownConditions, valueOptions, type FilterView } from './newsFilter.ts';

export type GapView = FilterView & Pick<ViewState, 'newsMeasure' | 'newsFacet' | 'newsAll' | 'newsPair' | 'exposure'>;

export interface GapFacet {
  readonly id: string;
  readonly label: string;
}

export interface GapMark {
  readonly facet: string;
  readonly values: NewsValues;
  /** Index of its column among those of `gapColumns`. */
  readonly column: number;
}

export interface GapRow {
  readonly condition: NewsCondition;
  readonly label: string;
  /** What its neighbours share with it, and the label without that. */
  readonly group: string;
  readonly short: string;
  /** One a facet that has values, in the facets' order. */
  readonly marks: readonly GapMark[];
}

export interface GapFigure {
  readonly measure: NewsMeasureName;
  readonly facet: NewsFacet;
  /** One named `all` where nothing is told apart. */
  readonly facets: readonly GapFacet[];
  readonly rows: readonly GapRow[];
  /** What guessing gives, in the measure; null where guessing has no such value. */
  readonly chance: number | null;
}

/**
 * Trained conditions are read at the checkpoint where the reader stands in training.
 *
 * @param compared the results of every file compared, the one in view first
 */
export function gapFigure(focus: NewsResults, compared: readonly NewsResults[], view: GapView): GapFigure {
  const { newsMeasure: measure, newsFacet: facet } = view;
  const parts = facetParts(focus, compared, view);
  let column = 0;
  const ids = [...new Set((facet === 'model' ? compared : [focus]).flatMap((results) => shownConditions(results, view).map(({ id }) => id)))];
  const conditions = new Map((facet === 'model' ? compared : [focus]).flatMap((results) => conditionsOf(results).map((condition) => [condition.id, { condition, results }] as const)).reverse());
  const rows = ids.map((id): GapRow => {
    const { condition, results } = conditions.get(id)!;
    const marks = parts.flatMap(({ facet: part, results: of, options }): GapMark[] => {
      const values = valuesByNews(of, condition, measure, { ...options, step: stepFor(of, condition, view) });
      return values.news.length === 0 ? [] : [{ facet: part.id, values, column: column++ }];
    });
    const { group, label: short } = conditionGroup(results, condition);
    return { condition, label: conditionWords(results, condition), group, short, marks };
  });
  // Rows of a group stand together, groups and rows in the order in which they first come.
  const groups = [...new Set(rows.map(({ group }) => group))];
  rows.sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
  return { measure, facet, facets: parts.map(({ facet: part }) => part), rows: rows.filter(({ marks }) => marks.length > 0), chance: guessed(measure, chanceLevel(focus, view)) };
}

export function gapColumns({ rows }: GapFigure): readonly Float64Array[] {
  return rows
    .flatMap(({ marks }) => marks)
    .toSorted((a, b) => a.column - b.column)
    .map(({ values }) => values.values);
}

/** What guessing at this chance is worth in a measure; null: nothing that could be said. */
export function guessed(measure: NewsMeasureName, chance: number): number | null {
  if (measure === 'free' || Number.isNaN(chance)) return null;
  return measure === 'logp' ? Math.log(chance) : chance;
}

/** The checkpoint of a condition at which the reader stands; null: the last, where free answers are given and controls read. */
export function stepFor(results: NewsResults, { protocol, context, adapter }: NewsCondition, { exposure, newsMeasure }: Pick<ViewState, 'exposure' | 'newsMeasure'>): number | null {
  if (protocol === null || exposure === null || newsMeasure === 'free' || context === 'other' || adapter === 'other') return null;
  const stops = protocolStops(results, protocol);
  const at = stopAt(stops, exposure);
  return at === stops.at(-1) ? null : at;
}

interface Part {
  readonly facet: GapFacet;
  readonly results: NewsResults;
  readonly options: ReturnType<typeof valueOptions>;
}

function facetParts(focus: NewsResults, compared: readonly NewsResults[], view: GapView): readonly Part[] {
  const options = valueOptions(view);
  switch (view.newsFacet) {
    case 'all':
      return [{ facet: { id: 'all', label: 'all' }, results: focus, options }];
    case 'kind':
      return kindsOf(focus).filter((kind) => options.kinds?.has(kind) ?? true).map((kind) => ({ facet: { id: kind, label: kind }, results: focus, options: { ...options, kinds: new Set([kind]) } }));
    case 'domain':
      return domainsOf(focus).filter((domain) => options.domains?.has(domain) ?? true).map((domain) => ({ facet: { id: domain, label: domain }, results: focus, options: { ...options, domains: new Set([domain]) } }));
    case 'model':
      return compared.map((results) => ({ facet: { id: results.id, label: results.title }, results, options }));
  }
}

export interface PairFigure {
  readonly first: { readonly condition: NewsCondition; readonly label: string };
  readonly second: { readonly condition: NewsCondition; readonly label: string };
  /** News that have both, in the order of the file. */
  readonly news: readonly { readonly id: string; readonly entity: string; readonly first: number; readonly second: number }[];
  /** First less second. */
  readonly differences: Float64Array;
}

/** null: the file does not have both conditions, or no news has both. */
export function pairFigure(results: NewsResults, view: GapView): PairFigure | null {
  const conditions = conditionsOf(results);
  const [first, second] = (view.newsPair ?? []).map((id) => conditions.find((one) => one.id === id));
  if (first === undefined || second === undefined || first === second) return null;
  const options = valueOptions(view);
  const [a, b] = [first, second].map((condition) => valuesByNews(results, condition, view.newsMeasure, { ...options, step: stepFor(results, condition, view) })) as [NewsValues, NewsValues];
  const { news, values } = pairedDifferences(a, b);
  if (news.length === 0) return null;
  const entities = new Map(results.news.map(({ id, entity }) => [id, entity]));
  const of = (from: NewsValues, id: string) => from.values[from.news.indexOf(id)]!;
  return {
    first: { condition: first, label: conditionWords(results, first) },
    second: { condition: second, label: conditionWords(results, second) },
    news: news.map((id) => ({ id, entity: entities.get(id)!, first: of(a, id), second: of(b, id) })),
    differences: values,
  };
}
