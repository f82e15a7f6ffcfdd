/**
 * Variance of a frame along the shown axes / variance its own PCA captures with as many components: the honesty figure
 * of a shared basis, 1 at best. NaN without variance.
 *
 * @param basisVariance [K] variance along every axis of the shown basis
 * @param ownVariance [K] the frame's own eigenvalues, descending
 * @param axes shown axes; those beyond K count as 0
 */
export function capturedVariance(basisVariance: ArrayLike<number>, ownVariance: ArrayLike<number>, axes: readonly number[]): number {
  let shown = 0;
  let best = 0;
  axes.forEach((axis, position) => {
    shown += basisVariance[axis] ?? 0;
    best += ownVariance[position] ?? 0;
  });
  return best === 0 ? NaN : shown / best;
}
