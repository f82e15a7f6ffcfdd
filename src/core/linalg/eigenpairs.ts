/** Eigenpairs of a symmetric positive semi-definite matrix, largest eigenvalue first. */
export interface Eigenpairs {
  /** Descending, clamped at 0. */
  readonly values: Float64Array;
  /** [values.length, size] row-major: one unit eigenvector per row, in no particular sign. */
  readonly vectors: Float64Array;
  /** Largest ||A v - lambda v|| / lambda_1 over the pairs; 0 for a zero matrix. */
  readonly residual: number;
  readonly converged: boolean;
}
