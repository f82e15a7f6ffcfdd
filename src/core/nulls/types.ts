/**
 * What the controls of one layer give back: for every context frame, how far each measure lies from what the same points
 * would give by chance. F frames, G graphs in metadata order, P pairs of components; arrays are row-major. NaN = not
 * defined (fewer than two present nodes, no edge with both ends present).
 */
import type { AnalysisSettings, FrameWindow } from '../analysis/settings.ts';

export interface NullOptions {
  /** Random relabellings per statistic, N; with at most 6 present nodes all of them are enumerated instead. */
  readonly permutations: number;
  /** 32-bit seed; equal seeds give equal results. */
  readonly seed: number;
}

/** Observed values beside their nulls, cell by cell: an array for every figure of a NullSummary. */
export interface NullTable {
  readonly observed: Float64Array;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** 5 % and 95 % quantiles of the null. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** (observed - mean) / sd. NaN when the null does not vary. */
  readonly z: Float64Array;
  /** (1 + atMost) / (1 + draws): small = below the null. */
  readonly p: Float64Array;
  /** Draws at or below the observed value. */
  readonly atMost: Int32Array;
  /** Draws behind every cell. No p is below 1 / (1 + draws). */
  readonly draws: Int32Array;
  /** (1 + #{null >= observed}) / (1 + draws): small = above the null. */
  readonly pAbove: Float64Array;
}

/**
 * The normalised Dirichlet energy beside its distribution under relabelling of the present nodes; all [G, F]. A small p:
 * closer along the graph than chance; a small pAbove: further apart.
 */
export type EnergyControls = NullTable;

/** The same energy over random graphs with the degrees of each graph; all [G, F]. NaN for a graph that cannot be rewired. */
export interface RewiredNulls {
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Share of a frame's centred variance in every eigenspace of one graph, smooth to rough. M eigenspaces. */
export interface GraphSpectrum {
  /** True when every node is present: the modes are those of the whole graph. Otherwise of the graph induced on the present nodes. */
  readonly complete: boolean;
  /** [M] Laplacian eigenvalues, ascending; repeated ones are one mode. The constant vector is left out. */
  readonly eigenvalues: Float64Array;
  /** [M] dimension of every eigenspace. */
  readonly multiplicity: Int32Array;
  /** [M] shares; they sum to 1. */
  readonly share: Float64Array;
  /** [M] mean and 5 % and 95 % quantiles of the shares under relabelling. */
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** [M] (1 + #{null >= observed}) / (1 + draws): small = more variance in this mode than chance. */
  readonly p: Float64Array;
  readonly draws: number;
}

/**
 * Subspace R2 between the span of two components of the shown basis and each graph's two slowest eigenvectors (u2, u3);
 * all [P, G, F].
 */
export interface PairNulls {
  /** Component indices, 0-based: [0, 1], [2, 3], [4, 5] as far as the basis has them. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly r2: Float64Array;
  /** Mean and 5 % and 95 % quantiles under relabelling. */
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** (1 + #{null >= observed}) / (1 + draws). */
  readonly p: Float64Array;
  /** Relabellings behind every value. */
  readonly draws: Int32Array;
}

export interface LayerNulls {
  readonly settings: AnalysisSettings;
  readonly options: NullOptions;
  readonly frames: readonly FrameWindow[];
  readonly graphs: number;
  /** [F] nodes present. */
  readonly present: Int32Array;
  /** [G, F] different graphs that relabelling the present nodes makes, K: no p is below 1 / K. 0: more than 6 nodes, not counted. */
  readonly distinct: Int32Array;
  /** In all dimensions of the layer. */
  readonly energy: EnergyControls;
  /** Within the shown axes of the shown basis. */
  readonly shownEnergy: EnergyControls;
  readonly rewired: RewiredNulls;
  readonly shownRewired: RewiredNulls;
  /** Random graphs behind every rewired value. */
  readonly rewiredDraws: number;
  /** [G] why a graph has no random graph of the same degrees, or null. */
  readonly rewiredRefusals: readonly (string | null)[];
  /** [F][G]; null where the frame has no variance or fewer than two present nodes. */
  readonly spectra: readonly (readonly (GraphSpectrum | null)[])[];
  readonly pairs: PairNulls;
}

// Many draws of the averaging null beside one layer. F frames, G graphs in metadata order, P pairs of components;
// arrays are row-major. NaN = not defined.

export interface BandOptions {
  /** Independent draws of the words' random vectors. */
  readonly draws: number;
  /** 32-bit seed; the first draw is the averaging null of this seed. */
  readonly seed: number;
}

/** Every measure of the layer beside its distribution over the draws; `p` small: below them, `pAbove` small: above them. */
export interface AveragingBand {
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
