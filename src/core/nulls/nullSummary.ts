import { quantile } from '../scaling/quantiles.ts';

/** One observed value beside its null distribution. */
export interface NullSummary {
  readonly observed: number;
  readonly mean: number;
  /** Standard deviation of the null (N normalisation). */
  readonly sd: number;
  /** 5 % and 95 % quantiles. */
  readonly low: number;
  readonly high: number;
  /** (observed - mean) / sd; NaN when the null does not vary. */
  readonly z: number;
  /** (1 + #{null <= observed}) / (1 + N). */
  readonly p: number;
  /** (1 + #{null >= observed}) / (1 + N). */
  readonly pAbove: number;
  /** #{null <= observed}. */
  readonly atMost: number;
  readonly draws: number;
}

/** Values this close, relative to the largest, differ by rounding: a relabelling that keeps the graph is a tie. */
const TIE = 1e-9;

/** @param values the null's values, N of them, sorted in place. All NaN when `observed` is NaN or N is 0. */
export function summariseNull(observed: number, values: Float64Array): NullSummary {
  const draws = values.length;
  if (Number.isNaN(observed) || draws === 0) {
    return { observed, mean: NaN, sd: NaN, low: NaN, high: NaN, z: NaN, p: NaN, pAbove: NaN, atMost: 0, draws: 0 };
  }
  values.sort();
  const tie = TIE * Math.max(Math.abs(observed), Math.abs(values[0]!), Math.abs(values[draws - 1]!));
  let sum = 0;
  let atMost = 0;
  let atLeast = 0;
  for (const value of values) {
    sum += value;
    if (value <= observed + tie) atMost++;
    if (value >= observed - tie) atLeast++;
  }
  const mean = sum / draws;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const sd = Math.sqrt(squares / draws);
  return {
    observed,
    mean,
    sd,
    low: quantile(values, 0.05),
    high: quantile(values, 0.95),
    z: sd <= tie ? NaN : (observed - mean) / sd,
    p: (1 + atMost) / (1 + draws),
    pAbove: (1 + atLeast) / (1 + draws),
    atMost,
    draws,
  };
}
