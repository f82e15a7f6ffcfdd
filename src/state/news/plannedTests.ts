/** The tests that were planned before the runs (docs/decisions/0014): paired over news, in log p, one family. */
import { conditionsOf, pairedDifferences, valuesByNews } from '../../core/news/conditions.ts';
import type { NewsResults } from '../../core/news/types.ts';

/** First less second, by the ids of conditions. */
export const PLANNED_KNOWLEDGE = [
  ['context own', 'none'],
  ['context own', 'naive'],
  ['selfqa', 'naive'],
  ['paraphrase', 'naive'],
  ['implication', 'naive'],
  ['selfqa.own', 'selfqa'],
  ['selfqa.other', 'selfqa.own'],
  ['selfqa.neutral', 'selfqa.own'],
  ['naive +news', 'context own'],
  ['selfqa +news', 'context own'],
  ['selfqa.by-qwen15b', 'selfqa'],
  ['selfqa.steps', 'selfqa'],
] as const satisfies readonly (readonly [string, string])[];

export interface PlannedContrast {
  readonly first: string;
  readonly second: string;
  /** Of the news that have both. */
  readonly differences: Float64Array;
}

/** Those that these results can answer: both conditions on two news or more. */
export function plannedContrasts(results: NewsResults): readonly PlannedContrast[] {
  const conditions = new Map(conditionsOf(results).map((condition) => [condition.id, condition]));
  return PLANNED_KNOWLEDGE.flatMap(([first, second]) => {
    const [a, b] = [conditions.get(first), conditions.get(second)];
    if (a === undefined || b === undefined) return [];
    const { values } = pairedDifferences(valuesByNews(results, a, 'logp'), valuesByNews(results, b, 'logp'));
    return values.length < 2 ? [] : [{ first, second, differences: values }];
  });
}
