import { combineRows } from './combineRows.ts';
import { directEigenpairs } from './directEigenpairs.ts';
import { iteratedEigenpairs, type VectorOperations } from './iteratedEigenpairs.ts';
import type { Eigenpairs } from './eigenpairs.ts';
import { orthonormalBlock } from './orthonormalBlock.ts';
import { addRowProducts, rowProducts, type Rows } from './rowProducts.ts';

/** Relative residual ||A v - lambda v|| / lambda_1 at which an eigenpair of a matrix counts as found. */
export const EIGEN_TOLERANCE = 1e-12;

const plainVectors: VectorOperations = {
  orthonormal: orthonormalBlock,
  products: rowProducts,
  combine: combineRows,
  eigenpairs: directEigenpairs,
};

/**
 * The largest eigenpairs of a large matrix, as iteratedEigenpairs.
 *
 * @param matrix [size, size] row-major, symmetric; not modified
 * @param wanted pairs wanted; fewer come back only when `size` is smaller
 * @throws RangeError on a value that is not finite
 */
export function* leadingEigenpairs(matrix: Float64Array, size: number, wanted: number): Generator<void, Eigenpairs> {
  const bad = matrix.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`matrix holds ${bad}: not finite`);
  const operator = { size, multiply: (block: Rows) => multiply(matrix, block) };
  return yield* iteratedEigenpairs(operator, wanted, { tolerance: EIGEN_TOLERANCE, block: 6, depth: 14, vectors: plainVectors });
}

/** The matrix times every vector of the block; the matrix, being large, is read once. */
function multiply(matrix: Float64Array, block: Rows): Float64Array {
  const { count, length: size } = block;
  const product = new Float64Array(size * count);
  addRowProducts({ values: matrix, count: size, length: size }, 0, size, block, 0, product);
  return Float64Array.from(product, (_, at) => product[(at % size) * count + Math.floor(at / size)]!);
}
