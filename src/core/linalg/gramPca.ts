/** PCA through the Gram matrix of centred rows. */
import { symmetricEigenpairs } from './eigenpairs.ts';
import type { Eigenpairs } from './iteratedEigenpairs.ts';
import { axisSigns, orientAxes, turnAxes } from './orientAxes.ts';
import { type PrincipalComponents, rankOf } from './principalComponents.ts';
import { addRowProducts, combineRows, type Rows } from './rowProducts.ts';

/** Multiply-adds between two yields: about 20 ms. */
const WORK_PER_STEP = 4e7;

/**
 * Gram matrix of the rows, [count, count] row-major, symmetric to the last bit, accumulated in Float64. Centre the rows
 * first (centreRows): the Gram matrix of centred rows has the squared distances G_ii + G_jj - 2 G_ij and the PCA in it.
 * Yields between blocks of rows.
 */
export function* gram(rows: Rows): Generator<void, Float64Array> {
  const out = new Float64Array(rows.count * rows.count);
  yield* addGram(rows, out);
  mirror(out, rows.count);
  return out;
}

/** Adds R R' to the upper triangle of `out`; call `mirror` when all is added. Yields between blocks of rows. */
export function* addGram(rows: Rows, out: Float64Array): Generator<void, void> {
  const step = blockRows(rows);
  for (let from = 0; from < rows.count; from += step) {
    addRowProducts(rows, from, Math.min(rows.count, from + step), rows, from, out);
    yield;
  }
}

function blockRows({ count, length }: Rows): number {
  const affordable = Math.floor(WORK_PER_STEP / Math.max(1, count * length));
  // Every block also fills the triangle below its own diagonal, so small blocks waste least.
  return Math.max(3, Math.min(24, affordable - (affordable % 3)));
}

/** Copies the upper triangle of a [size, size] matrix onto the lower. */
export function mirror(matrix: Float64Array, size: number): void {
  for (let i = 1; i < size; i++) {
    for (let j = 0; j < i; j++) matrix[i * size + j] = matrix[j * size + i]!;
  }
}

/** How far a PCA is taken: each part costs more than the one before and includes it. */
export type PcaParts = 'variances' | 'scores' | 'loadings';

export interface GramPca extends PrincipalComponents {
  /** [K, d] as in PrincipalComponents; empty unless asked for. */
  readonly loadings: Float64Array;
  /** [m, K] row-major: U sqrt(lambda (m - 1)), the coordinates of the rows; empty where variances alone were asked for. */
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
export function* gramPca(rows: Rows, gramMatrix: Float64Array, wanted: number, parts: PcaParts = 'loadings'): Generator<void, GramPca> {
  const { count, length } = rows;
  const combine = (weights: Float64Array, terms: number) => combineRows(rows, weights, terms);
  const signs = (weights: Float64Array, terms: number) => axisSigns(combine(weights, terms), terms);
  return yield* componentsOf({ count, length, combine, signs, eigenpairs: symmetricEigenpairs }, gramMatrix, wanted, parts);
}

/** Rows of which only this is asked. */
export interface CombinableRows {
  readonly count: number;
  readonly length: number;
  /** [terms, d]: row k is the sum over i of weights[k, i] row i. */
  readonly combine: (weights: Float64Array, terms: number) => Float64Array;
  /** [terms] signs that orientAxes gives the same combinations: 1 or -1. */
  readonly signs: (weights: Float64Array, terms: number) => Int8Array;
  readonly eigenpairs: (matrix: Float64Array, size: number, wanted: number) => Generator<void, Eigenpairs>;
}

/** As gramPca, for rows kept elsewhere. */
export function* componentsOf(rows: CombinableRows, gramMatrix: Float64Array, wanted: number, parts: PcaParts): Generator<void, GramPca> {
  const { count: m, length: d } = rows;
  const degrees = Math.max(1, m - 1);
  const scaled = gramMatrix.slice();
  for (let at = 0; at < scaled.length; at++) scaled[at] = scaled[at]! / degrees;
  const { values, vectors, residual, converged } = yield* rows.eigenpairs(scaled, m, wanted + 1);
  const components = rankOf(values, Math.min(wanted, m - 1, d));
  const variances = { eigenvalues: values, components, totalVariance: trace(scaled, m), residual, converged };
  if (parts === 'variances') return { ...variances, loadings: new Float64Array(0), scores: new Float64Array(0) };
  const scores = new Float64Array(m * components);
  const weights = new Float64Array(components * m);
  for (let k = 0; k < components; k++) {
    const length = Math.sqrt(values[k]! * degrees);
    for (let i = 0; i < m; i++) {
      const entry = vectors[k * m + i]!;
      scores[i * components + k] = entry * length;
      weights[k * m + i] = entry / length;
    }
  }
  const loadings = parts === 'loadings' ? rows.combine(weights, components) : new Float64Array(0);
  if (parts === 'loadings') orientAxes(loadings, components, scores);
  else turnAxes(scores, rows.signs(weights, components));
  return { ...variances, loadings, scores };
}

/** Sum of the diagonal of a [size, size] matrix. */
export function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
