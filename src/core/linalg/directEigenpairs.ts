import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import type { Eigenpairs } from './eigenpairs.ts';
import { eigenResidual } from './eigenResidual.ts';

/**
 * All eigenpairs of a symmetric positive semi-definite matrix by ml-pca, which takes it as a covariance matrix
 * (Householder tridiagonalisation and QL; O(size^3)).
 *
 * @param matrix [size, size] row-major, symmetric; not modified
 * @throws RangeError on a value that is not finite
 */
export function directEigenpairs(matrix: Float64Array, size: number): Eigenpairs {
  if (size === 0) return { values: new Float64Array(0), vectors: new Float64Array(0), residual: 0, converged: true };
  const rows: Float64Array[] = [];
  for (let i = 0; i < size; i++) rows.push(matrix.subarray(i * size, (i + 1) * size));
  for (const row of rows) {
    const bad = row.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw new RangeError(`matrix holds ${bad}: not finite`);
  }
  const pca = new PCA(new Matrix(rows), { isCovarianceMatrix: true, center: false });
  const loadings = pca.getEigenvectors();
  const values = Float64Array.from(pca.getEigenvalues(), (value) => Math.max(0, value));
  const vectors = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) vectors[k * size + i] = loadings.get(i, k);
  }
  return { values, vectors, residual: eigenResidual(matrix, size, values, vectors), converged: true };
}
