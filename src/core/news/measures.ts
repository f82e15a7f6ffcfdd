/** What one answer to a question is worth: right or not, how probable, relative to the model's own prior, and freely answered. */
import type { ScoreTable } from './types.ts';

/**
 * `accuracy`: the right option scores highest. `logp`: log-probability (natural) of the right option among the options.
 * `relative`, `relativeLogp`: the same two after each option's score with nothing in context and no adapter is taken away.
 * `free`: the greedy answer holds the words of the right option.
 */
export type NewsMeasure = 'accuracy' | 'logp' | 'relative' | 'relativeLogp' | 'free';

export const NEWS_MEASURES: readonly NewsMeasure[] = ['accuracy', 'logp', 'relative', 'relativeLogp', 'free'];

/** Kinds of question: read off the news, following from it, worked out with it, or asked the other way round. */
export const QUESTION_KINDS = ['direct', 'implication', 'computation', 'reversal'] as const;

/** 1 where the first option scores highest, 0 where it does not; a tie shares the point among its options. */
export function accuracyOf(row: readonly number[]): number {
  const best = Math.max(...row);
  return row[0] === best ? 1 / row.filter((score) => score === best).length : 0;
}

/** Log-softmax (natural) of the first option among the options; at most 0. */
export function logpOf(row: readonly number[]): number {
  const best = Math.max(...row);
  return row[0]! - best - Math.log(row.reduce((sum, score) => sum + Math.exp(score - best), 0));
}

/** The row less the prior of each option. */
export function relativeTo(prior: readonly number[], row: readonly number[]): number[] {
  return row.map((score, option) => score - prior[option]!);
}

/**
 * One question's value of a measure that follows from scores; null where it needs a prior and there is none.
 *
 * @param table of the condition, a row a question
 * @param prior table with nothing in context and no adapter
 */
export function scoreValue(measure: Exclude<NewsMeasure, 'free'>, table: ScoreTable, prior: ScoreTable | null, question: number): number | null {
  const row = table[question]!;
  if (measure === 'accuracy') return accuracyOf(row);
  if (measure === 'logp') return logpOf(row);
  if (prior === null) return null;
  const relative = relativeTo(prior[question]!, row);
  return measure === 'relative' ? accuracyOf(relative) : logpOf(relative);
}

/** 1 where the words of the option stand in the answer in one run, else 0; an option without words is never right. */
export function freeAnswerRight(answer: string, option: string): number {
  const said = wordsOf(answer);
  const wanted = wordsOf(option);
  if (wanted.length === 0) return 0;
  return said.some((_, from) => wanted.every((word, at) => said[from + at] === word)) ? 1 : 0;
}

/** Lower case, no punctuation, no articles. Letters that differ in case alone are one, as sharp s and two s are. */
export function wordsOf(text: string): string[] {
  const folded = text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !ARTICLES.has(word));
}

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);
