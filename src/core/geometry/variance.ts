/** Shares of variance: what a basis captures, and over how many dimensions it is spread. */

/**
 * Variance of a frame along the shown axes / variance along the same axes of its own PCA (PC 3-4 against its own PC 3-4): the
 * honesty figure of a shared basis, at most 1 for the leading axes; later axes of a shared basis may hold more than the
 * frame's own. NaN without variance.
 *
 * @param basisVariance [K] variance along every axis of the shown basis
 * @param ownVariance [K] the frame's own eigenvalues, descending
 * @param axes shown axes; those beyond K count as 0
 */
export function capturedVariance(basisVariance: ArrayLike<number>, ownVariance: ArrayLike<number>, axes: readonly number[]): number {
  let shown = 0;
  let best = 0;
  axes.forEach((axis) => {
    shown += basisVariance[axis] ?? 0;
    best += ownVariance[axis] ?? 0;
  });
  return best === 0 ? NaN : shown / best;
}

/** Participation ratio (sum lambda)^2 / sum lambda^2: from 1, one dimension, to the rank. NaN without variance. */
export function participationRatio(eigenvalues: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < eigenvalues.length; k++) {
    sum += eigenvalues[k]!;
    squares += eigenvalues[k]! ** 2;
  }
  return sum === 0 ? NaN : (sum * sum) / squares;
}

/** The same without a decomposition, over the whole spectrum: tr(G)^2 / ||G||_F^2 of the centred Gram matrix [m, m]. */
export function gramParticipationRatio(gram: Float64Array, size: number): number {
  let trace = 0;
  let squares = 0;
  for (let i = 0; i < size; i++) trace += gram[i * size + i]!;
  for (let at = 0; at < gram.length; at++) squares += gram[at]! ** 2;
  return trace === 0 ? NaN : (trace * trace) / squares;
}
