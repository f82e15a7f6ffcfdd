import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { orientAxes } from '../../../src/core/linalg/orientAxes.ts';
import type { Rows } from '../../../src/core/linalg/rowProducts.ts';
import { product } from './randomRows.ts';

/** ml-pca's plain SVD of the rows, oriented by the same rule. */
export function oracle(rows: Rows, K: number): { eigenvalues: number[]; loadings: Float64Array; scores: Float64Array } {
  const pca = new PCA(Matrix.from1DArray(rows.count, rows.length, Array.from(rows.values)).to2DArray());
  const vectors = pca.getEigenvectors();
  const loadings = Float64Array.from({ length: K * rows.length }, (_, at) => vectors.get(at % rows.length, Math.floor(at / rows.length)));
  const scores = product(rows.values, Float64Array.from({ length: K * rows.length }, (_, at) => loadings[(at % K) * rows.length + Math.floor(at / K)]!), rows.length);
  orientAxes(loadings, K, scores);
  return { eigenvalues: pca.getEigenvalues(), loadings, scores };
}
