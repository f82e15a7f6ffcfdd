import { describe, expect, it } from 'vitest';
import { gram } from '../../../src/core/linalg/gramPca.ts';
import { rowProducts } from '../../../src/core/linalg/rowProducts.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { centredRows, relativeError } from '../helpers/randomRows.ts';

describe('inner products of rows', () => {
  it.each([[1, 1, 1], [3, 3, 5], [4, 7, 2], [10, 6, 9], [5, 2, 3]])('of %i and %i rows of length %i equal the plain sums', (m, n, length) => {
    const a = { values: centredRows(1, m, length).values, count: m, length };
    const b = { values: centredRows(2, n, length).values, count: n, length };
    const plain = Float64Array.from({ length: m * n }, (_, at) => {
      let sum = 0;
      for (let c = 0; c < length; c++) sum += a.values[Math.floor(at / n) * length + c]! * b.values[(at % n) * length + c]!;
      return sum;
    });
    expect(relativeError(rowProducts(a, b), plain)).toBeLessThan(1e-14);
  });

  it('make a Gram matrix that is symmetric to the last bit', () => {
    const matrix = runToEnd(gram(centredRows(3, 31, 17)));
    for (let i = 0; i < 31; i++) for (let j = 0; j < i; j++) expect(matrix[i * 31 + j]).toBe(matrix[j * 31 + i]);
  });
});
