import { addRowProducts, type Rows } from './rowProducts.ts';

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
