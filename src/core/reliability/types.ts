/**
 * What a layer shows when its sequences are kept apart: how much of it other sequences repeat, and the figures of its frames
 * without the noise of single sequences. F frames, G graphs in metadata order; arrays are row-major. NaN = not defined.
 */
import type { FrameWindow, WindowSpec } from '../analysis/settings.ts';

export interface ReliabilitySettings {
  readonly layer: number;
  readonly window: WindowSpec;
  /** Two components of each frame's own PCA, 0-based, in which pair figures are taken. */
  readonly pair: readonly [number, number];
}

export interface ResamplingOptions {
  /** Resamples of the sequences, with replacement. */
  readonly draws: number;
  /** 32-bit seed of seededIndex (core/linalg/random.ts). */
  readonly seed: number;
}

/** A figure beside its percentile interval over resampled sequences. */
export interface IntervalTable {
  readonly value: Float64Array;
  /** 2.5 % and 97.5 % quantiles; NaN where fewer than half of the resamples have the figure, or none were affordable. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Ways of taking a frame's geometry from its sequences.
 * - `pooled`: all their tokens together, as the picture does.
 * - `offsetsRemoved`: pooled after what is common to all words of a sequence has been taken from it.
 * - `acrossSequences`: products of differences in one half of the sequences and in the other, free of noise on average.
 * - `heldOut`: one half drawn in the PCA of the other.
 */
export type Reading = 'pooled' | 'offsetsRemoved' | 'acrossSequences' | 'heldOut';

/**
 * - `energy`: normalised Dirichlet energy in all dimensions. `pairEnergy`: within the pair of components.
 * - `correlation`: Spearman rho with shortest paths in all dimensions.
 * - `r2`: share of the graph's slowest modes that the pair holds.
 */
export type Measure = 'energy' | 'pairEnergy' | 'correlation' | 'r2';

/** The measures that each reading has. */
export const READINGS = {
  pooled: ['energy', 'pairEnergy', 'correlation', 'r2'],
  offsetsRemoved: ['energy', 'pairEnergy', 'correlation', 'r2'],
  acrossSequences: ['energy', 'correlation', 'r2'],
  heldOut: ['pairEnergy', 'r2'],
} as const satisfies Record<Reading, readonly Measure[]>;

export interface LayerReliability {
  readonly settings: ReliabilitySettings;
  /** `draws` is the number drawn: much data gets fewer than asked, or none. */
  readonly options: ResamplingOptions;
  readonly frames: readonly FrameWindow[];
  readonly graphs: number;
  /** R. */
  readonly sequences: number;
  /** Balanced splits of the sequences into halves behind every figure that needs two. */
  readonly splits: number;
  /** [F] words that occur in the frame. */
  readonly words: Int32Array;
  /** [F] words that both halves of a split have, mean over the splits. */
  readonly sharedWords: Float64Array;
  /** [F] correlation of the two halves' centred means, mean over the splits. */
  readonly halves: IntervalTable;
  /** [F] the same for all sequences together, by Spearman-Brown: the share of the variance between words that other sequences would repeat. */
  readonly reliability: IntervalTable;
  /** [G, F] of every reading's measures. */
  readonly figures: { readonly [R in Reading]: { readonly [M in (typeof READINGS)[R][number]]: IntervalTable } };
}
