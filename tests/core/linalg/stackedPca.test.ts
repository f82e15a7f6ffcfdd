import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { describe, expect, it } from 'vitest';
import { orientAxes } from '../../../src/core/linalg/orientAxes.ts';
import type { Rows } from '../../../src/core/linalg/rowProducts.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { stackedPca } from '../../../src/core/linalg/stackedPca.ts';
import { centredRows, product, relativeError } from '../helpers/randomRows.ts';

/** ml-pca's plain SVD of the rows, oriented by the same rule. */
function oracle(rows: Rows, K: number): { eigenvalues: number[]; loadings: Float64Array; scores: Float64Array } {
  const pca = new PCA(Matrix.from1DArray(rows.count, rows.length, Array.from(rows.values)).to2DArray());
  const vectors = pca.getEigenvectors();
  const loadings = Float64Array.from({ length: K * rows.length }, (_, at) => vectors.get(at % rows.length, Math.floor(at / rows.length)));
  const scores = product(rows.values, Float64Array.from({ length: K * rows.length }, (_, at) => loadings[(at % K) * rows.length + Math.floor(at / K)]!), rows.length);
  orientAxes(loadings, K, scores);
  return { eigenvalues: pca.getEigenvalues(), loadings, scores };
}

describe('PCA of stacked frames', () => {
  it.each([
    ['fewer rows than dimensions', 60],
    ['more rows than dimensions', 12],
  ])('equals the SVD of all rows with %s', (_title, length) => {
    const groups = [1, 2, 3].map((seed) => centredRows(seed, 8, length, 1));
    const rows = { values: Float64Array.from(groups.flatMap(({ values }) => [...values])), count: 24, length };
    const mine = runToEnd(stackedPca(groups, length, 4));
    const theirs = oracle(rows, 4);
    expect(relativeError(mine.eigenvalues.subarray(0, 4), theirs.eigenvalues.slice(0, 4))).toBeLessThan(1e-10);
    expect(relativeError(mine.loadings, theirs.loadings)).toBeLessThan(1e-8);
  });
});
