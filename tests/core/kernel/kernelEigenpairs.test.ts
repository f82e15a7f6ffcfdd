/** ml-pca's decomposition is the oracle of the kernel's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KERNEL_DIRECT_LIMIT, kernelEigenpairs } from '../../../src/core/kernel/kernelEigenpairs.ts';
import { KernelInstance } from '../../../src/core/kernel/kernelInstance.ts';
import { directEigenpairs } from '../../../src/core/linalg/eigenpairs.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { product, randomOrthogonal, randomValues } from '../helpers/randomRows.ts';

const kernel = KernelInstance.create()!;
const solve = (matrix: Float64Array, size: number, wanted: number) => runToEnd(kernelEigenpairs(kernel, matrix, size, wanted));

/** Q diag(values) Q' with a random rotation Q. */
function withEigenvalues(seed: number, values: readonly number[]): Float64Array {
  const n = values.length;
  const q = randomOrthogonal(seed, n);
  const scaled = q.map((value, at) => value * values[at % n]!);
  const transposed = Float64Array.from(q, (_, at) => q[(at % n) * n + Math.floor(at / n)]!);
  return product(scaled, transposed, n);
}

function expectEigenpairs(matrix: Float64Array, size: number, wanted: number): void {
  const { values, vectors, residual, converged } = solve(matrix, size, wanted);
  const expected = directEigenpairs(matrix, size).values;
  const scale = Math.max(expected[0] ?? 0, Number.MIN_VALUE);
  expect(converged).toBe(true);
  expect(residual).toBeLessThan(1e-12);
  for (let k = 0; k < Math.min(wanted, size); k++) {
    expect(Math.abs(values[k]! - expected[k]!) / scale).toBeLessThan(1e-12);
    for (let other = 0; other <= k; other++) {
      let dot = 0;
      for (let i = 0; i < size; i++) dot += vectors[k * size + i]! * vectors[other * size + i]!;
      expect(Math.abs(dot - (k === other ? 1 : 0))).toBeLessThan(1e-10);
    }
  }
}

describe('the eigenpairs of the kernel', () => {
  it('are those of ml-pca for Gram matrices of any size and rank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50 }), fc.nat(1000), fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (size, rank, seed, scale) => {
        const rows = randomValues(seed + 1, size, rank).map((value) => value * scale);
        const transposed = Float64Array.from(rows, (_, at) => rows[(at % size) * rank + Math.floor(at / size)]!);
        expectEigenpairs(product(rows, transposed, rank), size, 7);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['all alike', [3, 3, 3, 3, 3, 3]],
    ['in pairs, as those of a ring are', [5, 4, 4, 2, 2, 1, 1, 0.5]],
    ['nearly alike', [1, 1 - 1e-14, 1 - 2e-14, 0.5, 0.5 + 1e-15]],
    ['over many magnitudes', [1e8, 1e4, 1, 1e-4, 1e-8, 0]],
    ['one and nothing else', [1, 0, 0, 0, 0, 0, 0, 0]],
  ])('are orthonormal where values are %s', (_, values) => {
    for (const seed of [1, 2, 3]) expectEigenpairs(withEigenvalues(seed, values), values.length, values.length);
  });

  it('of a matrix of zeros are zero', () => {
    expectEigenpairs(new Float64Array(25), 5, 3);
    expect([...solve(new Float64Array(25), 5, 3).values.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  it.each([200, KERNEL_DIRECT_LIMIT + 5])('of %i words are found too', (size) => {
    const values = Array.from({ length: size }, (_, k) => 1 / (k + 1));
    const { values: found, residual, converged } = solve(withEigenvalues(4, values), size, 6);
    expect(converged).toBe(true);
    expect(residual).toBeLessThan(1e-11);
    values.slice(0, 6).forEach((value, k) => expect(found[k]).toBeCloseTo(value, 10));
  });

  it.each([NaN, Infinity])('are refused for a matrix with %d in it', (value) => {
    const matrix = withEigenvalues(1, [2, 1]);
    matrix[1] = matrix[2] = value;
    expect(() => solve(matrix, 2, 1)).toThrow(RangeError);
  });
});
