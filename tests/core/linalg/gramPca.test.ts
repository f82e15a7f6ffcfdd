import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gram, gramPca, type GramPca } from '../../../src/core/linalg/gramPca.ts';
import { rowProducts, type Rows } from '../../../src/core/linalg/rowProducts.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { centredRows, product, randomOrthogonal, randomValues, relativeError } from '../helpers/randomRows.ts';
import { oracle } from '../helpers/pcaOracle.ts';

const pcaOf = (rows: Rows, wanted: number): GramPca => runToEnd(gramPca(rows, runToEnd(gram(rows)), wanted));

const shapes = fc.record({ seed: fc.nat(10_000), count: fc.integer({ min: 5, max: 14 }), length: fc.integer({ min: 6, max: 40 }) });
const runs = { seed: 5, numRuns: 60 };

describe('PCA through the Gram matrix', () => {
  it('agrees with the plain SVD of ml-pca in variances, scores and loadings, signs included', () => {
    fc.assert(
      fc.property(shapes, ({ seed, count, length }) => {
        const rows = centredRows(seed, count, length, 1.5);
        const K = 3;
        const mine = pcaOf(rows, K);
        const theirs = oracle(rows, K);
        expect(relativeError(mine.eigenvalues.subarray(0, K), theirs.eigenvalues.slice(0, K))).toBeLessThan(1e-10);
        expect(relativeError(mine.scores, theirs.scores)).toBeLessThan(1e-8);
        expect(relativeError(mine.loadings, theirs.loadings)).toBeLessThan(1e-8);
      }),
      runs,
    );
  });

  it('has orthonormal loadings, uncorrelated scores and eigenvalues that sum to the total variance', () => {
    fc.assert(
      fc.property(shapes, ({ seed, count, length }) => {
        const rows = centredRows(seed, count, length);
        const { components: K, loadings, scores, eigenvalues, totalVariance } = pcaOf(rows, count);
        const axes = { values: loadings, count: K, length };
        const identity = Float64Array.from({ length: K * K }, (_, at) => (at % (K + 1) === 0 ? 1 : 0));
        expect(relativeError(rowProducts(axes, axes), identity)).toBeLessThan(1e-9);
        const transposedScores = Float64Array.from({ length: K * count }, (_, at) => scores[(at % count) * K + Math.floor(at / count)]!);
        const covariance = product(transposedScores, scores, count).map((value) => value / (count - 1));
        expect(relativeError(covariance, identity.map((one, at) => one * eigenvalues[at % K]!))).toBeLessThan(1e-10);
        expect(eigenvalues.reduce((sum, value) => sum + value, 0)).toBeCloseTo(totalVariance, 10);
        expect(relativeError(rowProducts(rows, axes), scores)).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it('keeps variances under rotation and scales them under scaling', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0.01, max: 100, noNaN: true }), ({ seed, count, length }, factor) => {
        const rows = centredRows(seed, count, length);
        const turned = { ...rows, values: product(rows.values, randomOrthogonal(seed + 1, length), length).map((value) => value * factor) };
        const expected = pcaOf(rows, 4).eigenvalues.map((value) => value * factor * factor);
        expect(relativeError(pcaOf(turned, 4).eigenvalues, expected)).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it('permutes its scores with the rows', () => {
    const rows = centredRows(8, 9, 30);
    const order = [3, 0, 8, 1, 7, 2, 6, 5, 4];
    const shuffled = { ...rows, values: Float64Array.from(order.flatMap((i) => [...rows.values.subarray(i * 30, (i + 1) * 30)])) };
    const expected = Float64Array.from(order.flatMap((i) => [...pcaOf(rows, 4).scores.subarray(i * 4, (i + 1) * 4)]));
    expect(relativeError(pcaOf(shuffled, 4).scores, expected)).toBeLessThan(1e-10);
  });

  it('cuts at the rank', () => {
    const flat = { values: product(centredRows(4, 8, 2, 0).values, randomValues(5, 2, 20), 2), count: 8, length: 20 };
    expect(pcaOf(flat, 6).components).toBe(2);
    expect(pcaOf({ values: new Float64Array(60), count: 3, length: 20 }, 6)).toMatchObject({ components: 0, totalVariance: 0, residual: 0 });
  });

  it('reports a residual at rounding level', () => {
    expect(pcaOf(centredRows(6, 30, 50), 10)).toMatchObject({ converged: true, residual: expect.toSatisfy((value: number) => value > 0 && value < 1e-13) as number });
  });

  it('of two nodes has one axis along their difference', () => {
    const { components, scores, eigenvalues } = pcaOf({ values: Float64Array.of(3, 4, -3, -4), count: 2, length: 2 }, 5);
    expect(components).toBe(1);
    expect([...scores]).toEqual([expect.closeTo(5, 12), expect.closeTo(-5, 12)]);
    expect(eigenvalues[0]).toBeCloseTo(50, 10);
  });
});
