import { describe, expect, it } from 'vitest';
import { directEigenpairs, EIGEN_TOLERANCE, eigenResidual, leadingEigenpairs, symmetricEigenpairs } from '../../../src/core/linalg/eigenpairs.ts';
import { gram } from '../../../src/core/linalg/gramPca.ts';
import { rowProducts } from '../../../src/core/linalg/rowProducts.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { centredRows, randomOrthogonal, relativeError } from '../helpers/randomRows.ts';

const leading = (matrix: Float64Array, size: number, wanted: number) => runToEnd(leadingEigenpairs(matrix, size, wanted));

/** Q diag(values) Q' for a random orthogonal Q. */
function withSpectrum(seed: number, values: readonly number[]): Float64Array {
  const size = values.length;
  const q = randomOrthogonal(seed, size);
  const scaled = q.map((value, at) => value * values[at % size]!);
  return rowProducts({ values: scaled, count: size, length: size }, { values: q, count: size, length: size });
}

describe('leading eigenpairs of a large matrix', () => {
  it.each([
    ['falling spectrum', 1],
    ['flat spectrum of noise', 0],
  ])('equal the direct decomposition: %s', (_title, decay) => {
    const size = 260;
    const matrix = runToEnd(gram(centredRows(3, size, 400, decay)));
    const found = leading(matrix, size, 11);
    const direct = directEigenpairs(matrix, size);
    expect(found.converged).toBe(true);
    expect(relativeError(found.values, direct.values.slice(0, 11))).toBeLessThan(1e-12);
    for (let k = 0; k < 10; k++) {
      const row = (vectors: Float64Array): Float64Array => vectors.subarray(k * size, (k + 1) * size);
      const cosine = row(found.vectors).reduce((sum, value, i) => sum + value * row(direct.vectors)[i]!, 0);
      expect(relativeError(row(found.vectors).map((value) => value * Math.sign(cosine)), row(direct.vectors))).toBeLessThan(1e-6);
    }
  });

  it('finds every copy of an eigenvalue repeated more often than a block is wide', () => {
    const values = Array.from({ length: 160 }, (_, k) => (k < 12 ? 5 : 4 * 0.4 ** (k - 12)));
    const found = leading(withSpectrum(7, values), 160, 10);
    expect(found.converged).toBe(true);
    expect(relativeError(found.values, new Float64Array(10).fill(5))).toBeLessThan(1e-12);
  });

  it('finds near-repeated eigenvalues apart by a millionth', () => {
    const values = Array.from({ length: 120 }, (_, k) => (k < 8 ? 3 - 1e-6 * k : 2.5 / (k - 6)));
    const found = leading(withSpectrum(9, values), 120, 8);
    expect(relativeError(found.values, values.slice(0, 8))).toBeLessThan(1e-12);
  });

  it('goes past an exactly invariant space: low rank, identity, zero', () => {
    const lowRank = withSpectrum(2, Array.from({ length: 60 }, (_, k) => (k < 3 ? 3 - k : 0)));
    expect(relativeError(leading(lowRank, 60, 5).values, [3, 2, 1, 0, 0])).toBeLessThan(1e-12);
    const identity = Float64Array.from({ length: 3600 }, (_, at) => (at % 61 === 0 ? 1 : 0));
    expect(relativeError(leading(identity, 60, 9).values, new Float64Array(9).fill(1))).toBeLessThan(1e-12);
    expect(leading(new Float64Array(3600), 60, 4)).toMatchObject({ residual: 0, converged: true, values: new Float64Array(4) });
  });

  it('reports the residual it has, within the tolerance when converged', () => {
    const matrix = runToEnd(gram(centredRows(5, 220, 300, 0.3)));
    const found = leading(matrix, 220, 10);
    expect(found.residual).toBeLessThanOrEqual(EIGEN_TOLERANCE);
    expect(eigenResidual(matrix, 220, found.values, found.vectors)).toBeLessThan(2 * EIGEN_TOLERANCE);
  });

  it('is repeatable to the last bit and yields on the way', () => {
    const matrix = runToEnd(gram(centredRows(6, 210, 230)));
    expect(leading(matrix, 210, 6)).toEqual(leading(matrix, 210, 6));
    expect([...leadingEigenpairs(matrix, 210, 6)].length).toBeGreaterThan(5);
  });

  it.each([NaN, Infinity])('refuses %s', (value) => {
    const matrix = new Float64Array(16);
    matrix[5] = value;
    expect(() => leading(matrix, 4, 2)).toThrow(RangeError);
    expect(() => directEigenpairs(matrix, 4)).toThrow(RangeError);
  });

  it('takes the direct way when nearly all pairs are wanted', () => {
    const matrix = runToEnd(gram(centredRows(1, 210, 20)));
    expect(runToEnd(symmetricEigenpairs(matrix, 210, 100)).values).toHaveLength(210);
    expect(runToEnd(symmetricEigenpairs(matrix, 210, 11)).values).toHaveLength(11);
  });
});
