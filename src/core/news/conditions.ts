/**
 * The conditions under which questions were answered, and their values a news. Ids are those that
 * fixtures/make_news_tables.py prints: `none`, `context own`, `naive`, `naive +news`, `naive of another news`.
 */
import { freeAnswerRight, type NewsMeasure, scoreValue } from './measures.ts';
import type { Checkpoint, NewsItem, NewsResults, NewsRun, ScoredContext, ScoreTable } from './types.ts';

export interface NewsCondition {
  readonly id: string;
  /** What the adapter was trained on; null: none is there. */
  readonly protocol: string | null;
  /** What stood before the question: nothing, its own news, its other news. */
  readonly context: 'none' | 'own' | 'other';
  /** Whose adapter was on: none, the one of the question's news, the one of the news whose other news it is. */
  readonly adapter: 'none' | 'own' | 'other';
}

/** @param protocol null: no adapter, whatever `adapter` says */
export function conditionOf(protocol: string | null, context: NewsCondition['context'], adapter: NewsCondition['adapter'] = protocol === null ? 'none' : 'own'): NewsCondition {
  if (protocol === null) return { id: context === 'none' ? 'none' : `context ${context}`, protocol, context, adapter: 'none' };
  const suffix = adapter === 'other' ? ' of another news' : { none: '', own: ' +news', other: ' +other news' }[context];
  return { id: protocol + suffix, protocol, context, adapter };
}

/** Conditions that the results hold, at the last checkpoint: contexts first, then each protocol in the order of the file. */
export function conditionsOf(results: NewsResults): readonly NewsCondition[] {
  const contexts = (['none', 'own', 'other'] as const).map((context) => conditionOf(null, context));
  const ofProtocol = results.protocols.flatMap(({ id }) => [...(['none', 'own', 'other'] as const).map((context) => conditionOf(id, context)), conditionOf(id, 'none', 'other')]);
  return [...contexts, ...ofProtocol].filter((condition) => results.news.some(({ id }) => scoresOf(results, condition, id).length > 0));
}

/** Which runs, and which of their checkpoints. */
export interface Reading {
  /** null or absent: every seed. */
  readonly seed?: number | null;
  /** null or absent: the last checkpoint of each run. A run without a checkpoint of this step has no scores. */
  readonly step?: number | null;
}

/**
 * Score tables of a news' questions, one a seed ascending; one where there is no adapter; none where it was not measured. Under
 * the adapter of another news only what has an adapter of its own, of the same seed, so that both are about the same news.
 */
export function scoresOf(results: NewsResults, condition: NewsCondition, news: string, reading: Reading = {}): readonly ScoreTable[] {
  const { protocol, context, adapter } = condition;
  const found = foundIn(results);
  if (protocol === null) {
    const table = found.contexts.get(news)?.scores[context];
    return table === undefined ? [] : [table];
  }
  const own = runsOf(found, protocol, news, reading);
  const runs = adapter === 'own' ? own : runsOf(found, protocol, found.before.get(news), reading).filter(({ seed }) => own.some((run) => run.seed === seed));
  const about: ScoredContext = adapter === 'own' ? context : 'otherNews';
  return runs.flatMap((run) => {
    const table = checkpointAt(run, reading.step ?? null)?.scores[about];
    return table === undefined ? [] : [table];
  });
}

/** Greedy answers to a news' questions, one list a seed; they were given at the last checkpoint. */
export function freeAnswersOf(results: NewsResults, { protocol, context, adapter }: NewsCondition, news: string, { seed = null }: Reading = {}): readonly (readonly string[])[] {
  const found = foundIn(results);
  if (adapter === 'other') return [];
  const entries = protocol === null ? [found.contexts.get(news)] : runsOf(found, protocol, news, { seed });
  return entries.flatMap((entry) => {
    const answers = entry?.free[context];
    return answers === undefined ? [] : [answers];
  });
}

/** The last checkpoint, or the one of a step. */
export function checkpointAt({ checkpoints }: NewsRun, step: number | null): Checkpoint | undefined {
  return step === null ? checkpoints.at(-1) : checkpoints.find((mark) => mark.step === step);
}

export interface ValueOptions extends Reading {
  /** Kinds of question that count; absent: all. */
  readonly kinds?: ReadonlySet<string> | undefined;
  /** Domains of news that count; absent: all. */
  readonly domains?: ReadonlySet<string> | undefined;
  readonly withoutFlagged?: boolean | undefined;
}

/** One value a news, in the order of the file: the order in which news are resampled. */
export interface NewsValues {
  readonly news: readonly string[];
  /** [news] */
  readonly values: Float64Array;
}

/** Over the news; NaN of none. */
export function mean({ values }: Pick<NewsValues, 'values'>): number {
  return meanOf([...values]);
}

/**
 * A condition's value a news: the mean over its seeds of the mean over its questions. News without a question of the kinds
 * asked for, without scores (or answers), or without a prior where one is needed, are left out. `free` is of the last
 * checkpoint; another step gives none.
 */
export function valuesByNews(results: NewsResults, condition: NewsCondition, measure: NewsMeasure, options: ValueOptions = {}): NewsValues {
  const news: string[] = [];
  const values: number[] = [];
  for (const item of results.news) {
    const value = isChosen(item, options) ? newsValue(results, condition, measure, item, options) : null;
    if (value === null) continue;
    news.push(item.id);
    values.push(value);
  }
  return { news, values: Float64Array.from(values) };
}

/** Whether a news counts; its questions are chosen by `kinds`. */
export function isChosen({ domain, flags }: NewsItem, { domains, withoutFlagged = false }: ValueOptions): boolean {
  return (domains === undefined || domains.has(domain)) && !(withoutFlagged && flags.length > 0);
}

function newsValue(results: NewsResults, condition: NewsCondition, measure: NewsMeasure, item: NewsItem, options: ValueOptions): number | null {
  const { kinds } = options;
  const chosen = [...item.questions.keys()].filter((q) => kinds === undefined || kinds.has(item.questions[q]!.kind));
  if (chosen.length === 0) return null;
  const ofSeeds: number[] = [];
  if (measure === 'free') {
    if (condition.protocol !== null && (options.step ?? null) !== null) return null;
    for (const answers of freeAnswersOf(results, condition, item.id, options)) ofSeeds.push(meanOf(chosen.map((q) => freeAnswerRight(answers[q]!, item.questions[q]!.options[0]!))));
  } else {
    const prior = foundIn(results).contexts.get(item.id)?.scores.none ?? null;
    if (prior === null && measure !== 'accuracy' && measure !== 'logp') return null;
    for (const table of scoresOf(results, condition, item.id, options)) ofSeeds.push(meanOf(chosen.map((q) => scoreValue(measure, table, prior, q)!)));
  }
  return ofSeeds.length === 0 ? null : meanOf(ofSeeds);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** First less second, of the news that have both. */
export function pairedDifferences(first: NewsValues, second: NewsValues): NewsValues {
  const other = new Map(second.news.map((id, at) => [id, second.values[at]!]));
  const both = first.news.filter((id) => other.has(id));
  const own = new Map(first.news.map((id, at) => [id, first.values[at]!]));
  return { news: both, values: Float64Array.from(both, (id) => own.get(id)! - other.get(id)!) };
}

/** Share of the items of general ability that a protocol's adapters have right at the end, over all runs; null where not measured. */
export function abilityOf(results: NewsResults, protocol: string | null): number | null {
  const tables = protocol === null ? [results.ability?.scores ?? null] : results.runs.filter((run) => run.protocol === protocol).map(({ ability }) => ability);
  const rows = tables.flatMap((table) => table ?? []);
  return rows.length === 0 ? null : meanOf(rows.map((row) => scoreValue('accuracy', [row], null, 0)!));
}

// What is looked up of a file, found once: results are never changed.

interface Found {
  readonly contexts: ReadonlyMap<string, NewsResults['contexts'][number]>;
  /** By protocol, then news: runs ascending by seed. */
  readonly runs: ReadonlyMap<string, ReadonlyMap<string, readonly NewsRun[]>>;
  /** The news whose other news an id is; the later one where there are two. */
  readonly before: ReadonlyMap<string, string>;
}

const FOUND = new WeakMap<NewsResults, Found>();

function foundIn(results: NewsResults): Found {
  const known = FOUND.get(results);
  if (known !== undefined) return known;
  const runs = new Map<string, Map<string, NewsRun[]>>();
  for (const run of results.runs) {
    const ofProtocol = runs.get(run.protocol) ?? new Map<string, NewsRun[]>();
    ofProtocol.set(run.news, [...(ofProtocol.get(run.news) ?? []), run].sort((a, b) => a.seed - b.seed));
    runs.set(run.protocol, ofProtocol);
  }
  const found: Found = {
    contexts: new Map(results.contexts.map((entry) => [entry.news, entry])),
    runs,
    before: new Map(results.news.flatMap(({ id, other }) => (other === null ? [] : [[other, id] as const]))),
  };
  FOUND.set(results, found);
  return found;
}

function runsOf({ runs }: Found, protocol: string, news: string | undefined, { seed = null }: Reading): readonly NewsRun[] {
  const all = news === undefined ? [] : (runs.get(protocol)?.get(news) ?? []);
  return seed === null ? all : all.filter((run) => run.seed === seed);
}
