/** The power law in words, with its doubts. */
import type { ScalingResult } from '../../core/scaling/types.ts';

const two = (value: number): string => value.toFixed(2).replace('-', '−');

function interval(low: number, high: number): string | null {
  return Number.isFinite(low) && Number.isFinite(high) ? `${two(low)} to ${two(high)}` : null;
}

function asSentence(text: string): string {
  const end = /[.!?]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}

/** One sentence each; the refusal alone where there is no law. */
export function lawSentences({ law, refusal }: Pick<ScalingResult, 'law' | 'refusal'>): readonly string[] {
  if (law === null) return [asSentence(refusal ?? 'No power law could be fitted.')];
  const bootstrap = interval(law.alphaLow, law.alphaHigh);
  const scatter = interval(law.scatterLow, law.scatterHigh);
  return [
    `Over ${law.sizes.length} sizes the critical context goes as n to the power ${two(law.alpha)}, R² ${two(law.r2)}.`,
    bootstrap === null
      ? 'No bootstrap interval: too few sequences reach a critical context.'
      : `95 % interval over sequences: ${bootstrap}.`,
    ...(scatter === null ? [] : [`95 % interval from the scatter of the sizes about the line: ${scatter}.`]),
    ...(law.inconclusive ? ['An interval includes 0: these sizes do not tell whether the critical context grows with the graph.'] : []),
  ];
}
