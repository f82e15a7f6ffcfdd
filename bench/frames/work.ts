/** What the contestants are asked to do, and what they answer; the Python peer speaks of the same by the same names. */

/** T frames of n nodes in d dimensions. */
export interface LayerShape {
  readonly frames: number;
  readonly nodes: number;
  readonly hiddenSize: number;
  /** Components wanted, K. */
  readonly components: number;
}

/**
 * - `frames`: binary16 decoded, then every frame's own PCA: its leading eigenvalues and scores.
 * - `joint`: binary16 decoded, every frame centred, all stacked, one PCA: its leading eigenvalues and loadings.
 * - `library`: as `frames`, by ml-pca as it comes; on as many frames as fit into its time.
 * - `looped`, `singular`: as `frames`, in numpy frame by frame, and by its singular value decomposition.
 */
export type Work = 'frames' | 'joint' | 'library' | 'looped' | 'singular';

export interface Answer {
  /** Milliseconds from bytes in memory to the answer. Where fewer frames were done, as long as all would have taken. */
  readonly ms: number;
  /** Frames done: a `joint` counts as one. */
  readonly done: number;
  /** [done, K'] leading variances of every frame (n - 1 normalisation), K' = frameComponents, or [K] of the stack (T n - 1). */
  readonly eigenvalues: readonly number[];
  /** [done, K'] mean absolute score along every component: free of signs. Empty for `joint`. */
  readonly spread: readonly number[];
}

/** Components that a frame can have at all. */
export const frameComponents = ({ nodes, components }: LayerShape): number => Math.min(components, nodes - 1);

export const shapeName = ({ nodes, hiddenSize }: LayerShape): string => `${nodes}x${hiddenSize}`;
