/** A PCA in its own axes. E eigenvalues are known, K <= E components are within the rank; loadings are orthonormal. */
export interface PrincipalComponents {
  /** [E] descending variances along the components (divided by rows - 1); more than K where more are known. */
  readonly eigenvalues: Float64Array;
  /** K: components wanted and within the numerical rank. */
  readonly components: number;
  /** [K, d] row-major: one unit loading per component, signs fixed by orientAxes. */
  readonly loadings: Float64Array;
  /** Trace of the covariance. */
  readonly totalVariance: number;
  /** Largest relative eigenpair residual, see Eigenpairs. */
  readonly residual: number;
  readonly converged: boolean;
}

/** The basis of nothing: no components, no variance. */
export function emptyBasis(): PrincipalComponents {
  const none = new Float64Array(0);
  return { eigenvalues: none, components: 0, loadings: none, totalVariance: NaN, residual: 0, converged: true };
}

/** An eigenvalue below this share of the largest is rounding: singular values of 1e-6 and less are not shown as axes. */
const RANK_TOLERANCE = 1e-12;

/** Components that carry variance, at most `limit`. */
export function rankOf(eigenvalues: Float64Array, limit: number): number {
  const floor = RANK_TOLERANCE * (eigenvalues[0] ?? 0);
  let rank = 0;
  while (rank < Math.min(limit, eigenvalues.length) && eigenvalues[rank]! > floor) rank++;
  return rank;
}
