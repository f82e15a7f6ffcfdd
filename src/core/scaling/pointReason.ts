/** Why a size has no critical context, or one without an interval, in words. */
import type { CriticalMethod } from './types.ts';

/** A net change below this share of the curve's whole range is no direction. */
const ONE_WAY = 0.5;

/** What a curve does over its contexts; empty with fewer than two values. Values must be finite. */
export function curveTrend(contexts: readonly number[], values: ArrayLike<number>): string {
  const last = contexts.length - 1;
  if (last < 1) return '';
  const [from, to] = [values[0]!, values[last]!];
  const range = Math.max(...Array.from(values)) - Math.min(...Array.from(values));
  const change = to - from;
  const way = Math.abs(change) < ONE_WAY * range || range === 0 ? 'does not go one way' : change > 0 ? 'rises with context' : 'falls with context';
  return `it ${way}, from ${from.toFixed(2)} at ${Math.round(contexts[0]!)} tokens to ${to.toFixed(2)} at ${Math.round(contexts[last]!)}`;
}

/**
 * @param contexts [P] those with a value
 * @param values [P] the mean curve, finite
 * @param refusal the short reason of the method itself
 */
export function pointReason(method: CriticalMethod, contexts: readonly number[], values: ArrayLike<number>, refusal: string): string {
  if (method.kind === 'onset' || method.kind === 'knee') return refusal;
  const fall = method.kind === 'fall';
  const measure = fall ? 'the energy' : 'the accuracy';
  if (contexts.length === 0) return fall ? 'no recorded context in which every word occurs' : 'no recorded context with an accuracy';
  const reached = (value: number): boolean => (fall ? value <= method.level : value >= method.level);
  const side = fall ? 'at or below' : 'at or above';
  const count = Array.from(values).filter(reached).length;
  const where =
    count === 0
      ? `stays ${fall ? 'above' : 'below'} ${method.level} at every recorded context`
      : count === contexts.length
        ? `is ${side} ${method.level} at every recorded context`
        : `is already ${side} ${method.level} at the first context, ${Math.round(contexts[0]!)} tokens`;
  const trend = curveTrend(contexts, values);
  return `${measure} ${where}${trend === '' ? '' : `: ${trend}`}`;
}

export interface ResampleOutcome {
  readonly rows: number;
  readonly resamples: number;
  /** Share of the resamples with a critical context. */
  readonly defined: number;
  /** Share that an interval needs. */
  readonly required: number;
  /** The refusal most frequent among the others; null when there is none. */
  readonly refusal: string | null;
}

/** Null when nothing keeps the interval from being formed. */
export function intervalReason({ rows, resamples, defined, required, refusal }: ResampleOutcome): string | null {
  if (rows < 2) return 'a single row: there is nothing to resample';
  if (resamples < 2) return 'too few resamples were drawn';
  if (defined >= required) return null;
  const share = (value: number): string => `${Math.floor(100 * value)} %`;
  return `only ${share(defined)} of the resamples have a critical context, ${share(required)} are needed${refusal === null ? '' : ` (the others: ${refusal})`}`;
}
