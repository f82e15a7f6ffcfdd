/** Numbers of the weights stage as words: two decimals, a real minus, p as far as it can be told. */
import type { NewsEstimate } from '../../core/news/statistics.ts';

export function numberWords(value: number, digits = 2): string {
  if (Number.isNaN(value)) return '–';
  return value.toFixed(digits).replace(/^-(?=.*[1-9])/, '−').replace(/^-/, '');
}

export function signedWords(value: number): string {
  return value > 0 ? `+${numberWords(value)}` : numberWords(value);
}

/** `0.61 (0.53 to 0.69)`, or the mean alone while there is no interval. */
export function intervalWords(estimate: NewsEstimate | null, values: Float64Array): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return estimate === null ? numberWords(mean) : `${numberWords(mean)} (${numberWords(estimate.low)} to ${numberWords(estimate.high)})`;
}

export function pWords(p: number): string {
  if (Number.isNaN(p)) return 'p –';
  return p < 0.0001 ? 'p < .0001' : `p = ${p.toFixed(p < 0.01 ? 4 : 3).replace(/^0/, '')}`;
}
