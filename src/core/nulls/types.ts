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
  /** True when every node is present. Otherwise the modes of the whole graph are restricted to those that are (restrictedModes). */
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
  /** [G, F] degreeWeightedEnergy, in all dimensions and within the shown axes: to be read beside other work, held against no null. */
  readonly degreeWeighted: Float64Array;
  readonly shownDegreeWeighted: Float64Array;
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

// Many draws of averaging nulls beside one layer. F frames, G graphs in metadata order, P pairs of components; arrays are
// row-major. NaN = not defined.

export interface BandOptions {
  /** Independent draws of the words' vectors, for every null. */
  readonly draws: number;
  /** 32-bit seed; draw k has seed + k. */
  readonly seed: number;
}

/** Which tokens are averaged. `previous`: a token and the one before. `lags`: the last LAGS tokens. */
export type AveragedTokens = 'previous' | 'lags';

/** Where words get their vectors. `random`: Gaussian. `embedding`: the recording's embedding layer, dealt out to the words anew in every draw. */
export type WordVectors = 'random' | 'embedding';

/** Share of the variance in every mode of a graph beside the draws, smooth to rough; [M] each. */
export interface SpectrumBand {
  readonly share: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** (1 + #{draws <= observed}) / (1 + draws), and >=. */
  readonly p: Float64Array;
  readonly pAbove: Float64Array;
  readonly draws: number;
}

/** Every figure of the layer beside its distribution over the draws of one null; `p` small: below them, `pAbove` small: above them. */
export interface AveragingBand {
  readonly tokens: AveragedTokens;
  readonly vectors: WordVectors;
  /** L, the lags of this null, own word among them. */
  readonly lags: number;
  /** [F, L] fitted weights, the own word's first; they sum to 1. NaN where the frame has nothing to fit. */
  readonly weights: Float64Array;
  /** [G, F] normalised Dirichlet energy in all dimensions. */
  readonly energy: NullTable;
  /**
   * [G, F] the same within the shown components of the frame's own PCA; a draw's within the block of as many of its own
   * components that holds most of the graph.
   */
  readonly shownEnergy: NullTable;
  /** [G, F] that block in most of the draws: 0 = the first components. */
  readonly block: Int32Array;
  /** [P, G, F] subspace R2 of each pair with each graph's slowest modes; a draw's is its best pair's. */
  readonly r2: NullTable;
  /** [F][G]; null where the frame has no variance. */
  readonly spectra: readonly (readonly (SpectrumBand | null)[])[];
}

export interface AveragingBands {
  /** As asked; whatever basis they name, everything here is in the own PCA of each frame. */
  readonly settings: AnalysisSettings;
  /** `draws` is the number drawn: large graphs get fewer than asked. */
  readonly options: BandOptions;
  readonly frames: readonly FrameWindow[];
  readonly graphs: number;
  /** Component indices, 0-based, as far as the layer's own PCA has them (comparedPairs). */
  readonly pairs: readonly (readonly [number, number])[];
  /** The nulls that could be drawn: no `embedding` without an embedding layer, no `lags` for more than LAG_NODES words. */
  readonly nulls: readonly AveragingBand[];
}
