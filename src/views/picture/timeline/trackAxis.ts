/** What a timeline's track draws, of whatever kind its axis is (state/view/stages.ts). */
import type { LayerAnalysis } from '../../../core/analysis/settings.ts';
import type { BandPoint, SeriesPoint } from '../../../state/figures/accuracy.ts';
import { AXIS_KINDS, type AxisKindName } from '../../../state/view/stages.ts';
import { formatCount, formatTokens } from '../../ui/formatNumber.ts';

/** A recorded stop, in the unit of the axis. `start`: where the window behind it begins; the stop itself where there is none. */
export interface TrackStop {
  readonly start: number;
  readonly context: number;
}

/** How places on an axis are spoken of. */
export interface AxisWords {
  /** The slider's name. */
  readonly name: string;
  /** What stands before a place, left out where room is short; with its space. */
  readonly before: string;
  readonly place: (value: number) => string;
  /** What is recorded at the stops on both sides of a place between them. */
  readonly recorded: string;
}

export interface TrackAxis {
  readonly kind: AxisKindName;
  /** Ascending. */
  readonly frames: readonly TrackStop[];
  readonly words: AxisWords;
  /** Label of a stop; absent: the number itself, and round numbers between stops. */
  readonly tick?: (value: number) => string;
}

export const CONTEXT_WORDS: AxisWords = { name: 'Context length', before: 'context ', place: formatTokens, recorded: 'recorded tokens' };

export const contextAxis = ({ frames }: Pick<LayerAnalysis, 'frames'>): TrackAxis => ({ kind: 'context', frames, words: CONTEXT_WORDS });

export const STEP_WORDS: AxisWords = {
  name: 'Steps of training',
  before: 'after ',
  place: (steps) => (steps === 0 ? 'no training' : `${formatCount(steps)} ${Math.round(steps) === 1 ? 'step' : 'steps'}`),
  recorded: 'recorded steps',
};

export function offsetOf(axis: Pick<TrackAxis, 'kind'>): number {
  return AXIS_KINDS[axis.kind].offset;
}

/** Values that share one axis of their own, named and coloured as what they measure. Nothing else stands on that axis. */
export interface TrackLane {
  readonly axis: 'accuracy' | 'energy' | 'loss';
  readonly curves: readonly { readonly kind: 'accuracy' | 'energy' | 'loss' | 'unigram'; readonly points: readonly SeriesPoint[] }[];
  /** Around the first curve; empty where there is none. */
  readonly band: readonly BandPoint[];
  /** Levels that hold everywhere. */
  readonly levels: readonly { readonly kind: 'chance' | 'context'; readonly value: number }[];
  /** In place of curves, why there are none; null where there are some. */
  readonly absence: string | null;
}

/** A place on the axis at which something happens. */
export interface TrackMark {
  readonly at: number;
  /** A number or the like, at the tick. */
  readonly label: string;
  /** What it is, in a sentence. */
  readonly about: string;
}

export interface TrackSeries {
  /** Above one another, the first on top and a little higher than the others. */
  readonly lanes: readonly TrackLane[];
  readonly marks: readonly TrackMark[];
}
