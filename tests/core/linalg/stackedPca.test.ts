import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { stackedPca } from '../../../src/core/linalg/stackedPca.ts';
import { centredRows, relativeError } from '../helpers/randomRows.ts';
import { oracle } from '../helpers/pcaOracle.ts';

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
