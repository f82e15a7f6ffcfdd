/**
 * What one analysis of one layer asks for and gives back: every context frame at once, so that scrubbing never waits.
 *
 * A *frame* is a context length: the end of one recorded segment, and the window of whole segments that ends there.
 */

/** The averaging window. `last` counts tokens back from the context; `half` is the second half of the context. */
export type WindowSpec =
  | { readonly kind: 'last'; readonly tokens: number }
  | { readonly kind: 'half' }
  | { readonly kind: 'all' };

/** `tokens`: every token counts once. `segments`: every segment in which the node occurs counts once. */
export type Weighting = 'tokens' | 'segments';

/**
 * - `joint`: one PCA over all frames, each centred on its own mean, stacked.
 * - `reference`: the PCA of frame `frame`, used for all.
 * - `aligned`: each frame's own PCA, turned by orthogonal Procrustes (no scaling) onto frame `frame` within `axes`.
 * - `raw`: each frame's own PCA, signs fixed.
 */
export type BasisSpec =
  | { readonly kind: 'joint' }
  | { readonly kind: 'reference'; readonly frame: number }
  | { readonly kind: 'aligned'; readonly frame: number }
  | { readonly kind: 'raw' };

export type BasisKind = BasisSpec['kind'];

export interface AnalysisSettings {
  readonly layer: number;
  readonly window: WindowSpec;
  readonly weighting: Weighting;
  readonly basis: BasisSpec;
  /** Components wanted, K; fewer come back when the data has fewer. */
  readonly components: number;
  /** The shown components, 0-based, 2 or 3 distinct ones; only `aligned` depends on them. */
  readonly axes: readonly number[];
}

export interface FrameWindow {
  /** Context length in tokens: the window's end. */
  readonly context: number;
  /** First token of the window, inclusive. The window is [start, context); start = context where the file has fixed it and does not say. */
  readonly start: number;
  /** Segment indices of the window: [firstSegment, endSegment). */
  readonly firstSegment: number;
  readonly endSegment: number;
}

/** All arrays are row-major. F frames, n nodes, K components, G graphs in metadata order. NaN = not defined. */
export interface LayerAnalysis {
  readonly settings: AnalysisSettings;
  readonly frames: readonly FrameWindow[];
  readonly nodes: number;
  readonly components: number;
  /** [F, n, K] coordinates in the basis, units of the activations; NaN for a node missing from the window. */
  readonly scores: Float32Array;
  /** [F, n] tokens behind every point. 0 = missing. */
  readonly tokenCounts: Int32Array;
  /** [F] total variance of the centred frame over its present nodes (n - 1 normalisation). */
  readonly totalVariance: Float64Array;
  /** [F, K] eigenvalues of the frame's *own* PCA, descending (n - 1 normalisation), 0-padded past its rank. */
  readonly ownVariance: Float64Array;
  /** [F, K] variance of the frame along each axis of the *shown* basis. */
  readonly basisVariance: Float64Array;
  /** [K] eigenvalues of the basis itself: joint PCA, or the reference frame's; NaN for per-frame bases. */
  readonly basisEigenvalues: Float64Array;
  /** Total variance the basis' own PCA was made from, the denominator of its explained ratios; NaN for per-frame bases. */
  readonly basisTotalVariance: number;
  /** [F] Procrustes residual ||X Q - Y||_F / ||Y||_F over nodes present in both; NaN unless `aligned`. */
  readonly procrustesResidual: Float64Array;
  /** [F] participation ratio of the frame's full spectrum. */
  readonly participationRatio: Float64Array;
  /** [G, F] normalised Dirichlet energy in full d against every graph of the recording. */
  readonly energy: Float64Array;
  /** [G, F] Spearman rho between activation distance and shortest-path distance in full d. */
  readonly distanceCorrelation: Float64Array;
  /**
   * [F, K]: 1 where eigenvalue k and k + 1 of the PCA that defines the axes of this frame (basis PCA for joint and
   * reference; own PCA otherwise) lie within DEGENERATE_GAP of each other: those axes may turn into one another freely.
   */
  readonly degenerate: Uint8Array;
  /**
   * Largest relative residual ||C v - lambda v|| / lambda_1 over the eigenpairs the axes are made of (for per-frame
   * bases: over all frames). Near 1e-15 for a direct decomposition, at most EIGEN_TOLERANCE when an iteration converged.
   */
  readonly basisResidual: number;
  /** False when an iteration stopped at its cap: the axes are then approximate, and `basisResidual` says how far. */
  readonly basisConverged: boolean;
}

/** Relative gap (lambda_k - lambda_k+1) / lambda_k below which two neighbouring eigenvalues are called degenerate. */
export const DEGENERATE_GAP = 0.05;

/** Most components anyone may ask for. */
const MAX_COMPONENTS = 256;

/** What is wrong with analysis settings, with the value, or null. `frames`: how many frames the recording has. */
export function settingsFault(settings: AnalysisSettings, frames: number): string | null {
  const { components, axes, basis, window } = settings;
  if (!Number.isInteger(components) || components < 1 || components > MAX_COMPONENTS) {
    return `components is ${components}; expected 1 to ${MAX_COMPONENTS}`;
  }
  const distinct = new Set(axes).size === axes.length;
  if (axes.length < 2 || axes.length > 3 || !distinct || !axes.every((axis) => Number.isInteger(axis) && axis >= 0)) {
    return `axes are [${axes.join(', ')}]; expected two or three distinct components`;
  }
  if ('frame' in basis && !(Number.isInteger(basis.frame) && basis.frame >= 0 && basis.frame < frames)) {
    return `basis.frame is ${basis.frame}; frames run from 0 to ${frames - 1}`;
  }
  if (window.kind === 'last' && !(window.tokens > 0)) return `window.tokens is ${window.tokens}; expected at least 1`;
  return null;
}
