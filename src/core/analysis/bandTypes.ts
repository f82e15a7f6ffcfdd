/**
 * Many draws of the neighbour-mixing null beside one layer. F frames, G graphs in metadata order, P pairs of components;
 * arrays are row-major. NaN = not defined.
 */
import type { NullTable } from './controlsTypes.ts';
import type { AnalysisSettings, FrameWindow } from './types.ts';

export interface BandOptions {
  /** Independent draws of the words' random vectors. */
  readonly draws: number;
  /** 32-bit seed; the first draw is the mixing null of this seed. */
  readonly seed: number;
}

/** Every measure of the layer beside its distribution over the draws; `p` small: below them, `pAbove` small: above them. */
export interface MixingBand {
  readonly settings: AnalysisSettings;
  /** `draws` is the number drawn: large graphs get fewer than asked. */
  readonly options: BandOptions;
  readonly frames: readonly FrameWindow[];
  readonly graphs: number;
  /** Component indices, 0-based, as far as the layer's basis has them (comparedPairs). */
  readonly pairs: readonly (readonly [number, number])[];
  /** [G, F] normalised Dirichlet energy in all dimensions, and within the shown axes. */
  readonly energy: NullTable;
  readonly shownEnergy: NullTable;
  /** [G, F] Spearman rho with shortest-path distance in all dimensions, and within the shown axes. */
  readonly distanceCorrelation: NullTable;
  readonly shownDistanceCorrelation: NullTable;
  /** [P, G, F] subspace R2 of each pair with each graph's slowest modes. */
  readonly r2: NullTable;
}
