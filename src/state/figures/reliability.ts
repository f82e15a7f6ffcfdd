/** What the sequences of a recording say about one frame: how far they agree, and its figures pooled, across them and held out. */
import { type IntervalTable, type LayerReliability, type Measure, type Reading, READINGS } from '../../core/reliability/types.ts';
import type { ReliabilityResult } from '../evidence/reliability.ts';

/**
 * Below this reliability the picture says so: fewer than 70 % of the variance between words would be seen again with other
 * sequences (Nunnally's convention for early research). Fixed before any recording was looked at; docs/measures.md.
 */
export const LOW_RELIABILITY = 0.7;

export interface FigureWithInterval {
  readonly value: number;
  /** NaN without an interval. */
  readonly low: number;
  readonly high: number;
}

export interface SequenceFigure extends FigureWithInterval {
  readonly reading: Reading;
}

export interface SequenceMeasure {
  readonly measure: Measure;
  readonly figures: readonly SequenceFigure[];
}

export interface SequenceFigures {
  /** Context in tokens. */
  readonly context: number;
  readonly sequences: number;
  readonly splits: number;
  /** Resamples behind the intervals; 0: none. */
  readonly draws: number;
  readonly words: number;
  /** Words that both halves of a split have, mean over the splits. */
  readonly sharedWords: number;
  readonly reliability: FigureWithInterval;
  /** 0-based components of the own PCA that pair figures are about. */
  readonly pair: readonly [number, number];
  /** In the order of the recording's graphs. */
  readonly graphs: readonly { readonly id: string; readonly title: string; readonly role: 'context' | 'reference'; readonly measures: readonly SequenceMeasure[] }[];
}

const MEASURES: readonly Measure[] = ['energy', 'pairEnergy', 'correlation', 'r2'];
const ORDER = Object.keys(READINGS) as readonly Reading[];

const at = ({ value, low, high }: IntervalTable, index: number): FigureWithInterval => ({ value: value[index]!, low: low[index]!, high: high[index]! });

/** @param frame of the result's own frames */
export function sequenceFigures({ graphs, reliability: found }: ReliabilityResult, frame: number): SequenceFigures {
  const F = found.frames.length;
  const figuresOf = (measure: Measure, graph: number): readonly SequenceFigure[] =>
    ORDER.flatMap((reading) => {
      const table = (found.figures[reading] as Partial<Record<Measure, IntervalTable>>)[measure];
      return table === undefined ? [] : [{ reading, ...at(table, graph * F + frame) }];
    });
  return {
    context: found.frames[frame]!.context,
    sequences: found.sequences,
    splits: found.splits,
    draws: found.options.draws,
    words: found.words[frame]!,
    sharedWords: found.sharedWords[frame]!,
    reliability: at(found.reliability, frame),
    pair: found.settings.pair,
    graphs: graphs.map(({ id, title, role }, g) => ({ id, title, role, measures: MEASURES.map((measure) => ({ measure, figures: figuresOf(measure, g) })) })),
  };
}

/** What a picture of this frame must say of its reliability, or null where there is nothing to say. */
export function reliabilityNote({ reliability, sharedWords }: Pick<LayerReliability, 'reliability' | 'sharedWords'>, frame: number): { readonly text: string; readonly more: string } | null {
  const value = reliability.value[frame]!;
  if (Number.isNaN(value)) {
    return { text: 'reliability not known', more: 'Halves of the sequences have fewer than 3 words in common here, so nothing tells signal from chance.' };
  }
  if (value >= LOW_RELIABILITY) return null;
  const share = Math.max(0, Math.round(100 * value));
  return {
    text: `low reliability: ${value.toFixed(2)}`,
    more: `By halves of the sequences, other sequences would repeat about ${share} % of the variance between words seen here; below ${100 * LOW_RELIABILITY} % read the picture with care. Halves share ${sharedWords[frame]!.toFixed(1)} words on average.`,
  };
}
