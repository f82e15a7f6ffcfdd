/** Which questions and news count: the reader's choice of kinds, domains and flags, as the core reads it. */
import type { NewsCondition, ValueOptions } from '../../core/news/conditions.ts';
import { conditionsOf, isChosen } from '../../core/news/conditions.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { ViewState } from '../view/viewFields.ts';

export type FilterView = Pick<ViewState, 'newsKinds' | 'newsDomains' | 'newsUnflagged'>;

export function valueOptions({ newsKinds, newsDomains, newsUnflagged }: FilterView): ValueOptions {
  return {
    kinds: newsKinds.length === 0 ? undefined : new Set(newsKinds),
    domains: newsDomains.length === 0 ? undefined : new Set(newsDomains),
    withoutFlagged: newsUnflagged,
  };
}

/** In the order in which the file first names them. */
export const kindsOf = ({ news }: Pick<NewsResults, 'news'>): readonly string[] => [...new Set(news.flatMap(({ questions }) => questions.map(({ kind }) => kind)))];
export const domainsOf = ({ news }: Pick<NewsResults, 'news'>): readonly string[] => [...new Set(news.map(({ domain }) => domain))];

/** Conditions that a reader compares first: nothing, the news in context, and every training without a prefix, read with nothing in context. */
export function mainConditions(results: NewsResults): readonly NewsCondition[] {
  const plain = new Set(results.protocols.filter(({ prefix }) => prefix === 'none').map(({ id }) => id));
  return conditionsOf(results).filter(({ protocol, context, adapter }) => (protocol === null ? context !== 'other' : context === 'none' && adapter === 'own' && plain.has(protocol)));
}

export function shownConditions(results: NewsResults, { newsAll }: Pick<ViewState, 'newsAll'>): readonly NewsCondition[] {
  return newsAll ? conditionsOf(results) : mainConditions(results);
}

/** What guessing gives: mean over the questions that count of one over their options. NaN without any. */
export function chanceLevel(results: NewsResults, view: FilterView): number {
  const chosen = valueOptions(view);
  const shares = results.news
    .filter((item) => isChosen(item, chosen))
    .flatMap(({ questions }) => questions.filter(({ kind }) => chosen.kinds?.has(kind) ?? true).map(({ options }) => 1 / options.length));
  return shares.length === 0 ? NaN : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
