import { orientAxes } from './orientAxes.ts';
import { rankOf, type PrincipalComponents } from './principalComponents.ts';
import type { Rows } from './rowProducts.ts';
import { symmetricEigenpairs } from './symmetricEigenpairs.ts';

export interface GramPca extends PrincipalComponents {
  /** [m, K] row-major: U sqrt(lambda (m - 1)), the coordinates of the rows. */
  readonly scores: Float64Array;
}

/**
 * PCA of centred rows through their Gram matrix, the cheap side where rows are fewer than dimensions: eigenpairs of
 * G / (m - 1) are the variances and U; scores = U sqrt(lambda (m - 1)), loadings = H' U / sqrt(lambda (m - 1)).
 *
 * @param rows [m, d], centred as a whole (or in groups, as the joint basis does)
 * @param gramMatrix [m, m] of the same rows; not modified
 * @param wanted components wanted, K at most
 * @throws RangeError on a value that is not finite
 */
export function* gramPca(rows: Rows, gramMatrix: Float64Array, wanted: number): Generator<void, GramPca> {
  const { count: m, length: d } = rows;
  const degrees = Math.max(1, m - 1);
  const scaled = gramMatrix.map((value) => value / degrees);
  const { values, vectors, residual, converged } = yield* symmetricEigenpairs(scaled, m, wanted + 1);
  const components = rankOf(values, Math.min(wanted, m - 1, d));
  const loadings = new Float64Array(components * d);
  const scores = new Float64Array(m * components);
  for (let k = 0; k < components; k++) {
    const length = Math.sqrt(values[k]! * degrees);
    for (let i = 0; i < m; i++) {
      const weight = vectors[k * m + i]!;
      scores[i * components + k] = weight * length;
      for (let c = 0; c < d; c++) {
        loadings[k * d + c] = loadings[k * d + c]! + (weight / length) * rows.values[i * d + c]!;
      }
    }
  }
  orientAxes(loadings, components, scores);
  return { eigenvalues: values, components, loadings, scores, totalVariance: trace(scaled, m), residual, converged };
}

/** Sum of the diagonal of a [size, size] matrix. */
export function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
