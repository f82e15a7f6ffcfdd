/**
 * Eigenpairs of symmetric positive semi-definite matrices: decomposed whole, or the leading ones where the matrix is
 * large.
 */
import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { iteratedEigenpairs, type VectorOperations, type Eigenpairs } from './iteratedEigenpairs.ts';
import { orthonormalBlock } from './orthonormalBlock.ts';
import { addRowProducts, combineRows, rowProducts, type Rows } from './rowProducts.ts';

/** Largest ||A v_k - lambda_k v_k|| / lambda_1 over the given pairs. `matrix` [size, size], `vectors` [K, size]; 0 for a zero matrix. */
export function eigenResidual(matrix: Float64Array, size: number, values: Float64Array, vectors: Float64Array): number {
  const scale = values[0] ?? 0;
  if (scale === 0) return 0;
  const count = values.length;
  const images = rowProducts({ values: vectors, count, length: size }, { values: matrix, count: size, length: size });
  let worst = 0;
  for (let k = 0; k < count; k++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (images[k * size + i]! - values[k]! * vectors[k * size + i]!) ** 2;
    worst = Math.max(worst, Math.sqrt(sum));
  }
  return worst / scale;
}

/**
 * All eigenpairs of a symmetric positive semi-definite matrix by ml-pca, which takes it as a covariance matrix
 * (Householder tridiagonalisation and QL; O(size^3)).
 *
 * @param matrix [size, size] row-major, symmetric; not modified
 * @throws RangeError on a value that is not finite
 */
export function directEigenpairs(matrix: Float64Array, size: number): Eigenpairs {
  if (size === 0) return { values: new Float64Array(0), vectors: new Float64Array(0), residual: 0, converged: true };
  const rows: Float64Array[] = [];
  for (let i = 0; i < size; i++) rows.push(matrix.subarray(i * size, (i + 1) * size));
  for (const row of rows) {
    const bad = row.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw new RangeError(`matrix holds ${bad}: not finite`);
  }
  const pca = new PCA(new Matrix(rows), { isCovarianceMatrix: true, center: false });
  const loadings = pca.getEigenvectors();
  const values = Float64Array.from(pca.getEigenvalues(), (value) => Math.max(0, value));
  const vectors = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) vectors[k * size + i] = loadings.get(i, k);
  }
  return { values, vectors, residual: eigenResidual(matrix, size, values, vectors), converged: true };
}

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

/** Largest matrix that is decomposed whole; beyond it only the leading pairs are found. */
const DIRECT_LIMIT = 200;

/**
 * At least the `wanted` largest eigenpairs (or all `size`) of a symmetric positive semi-definite [size, size] matrix,
 * by the cheaper of two exact ways. Throws RangeError on a value that is not finite.
 */
export function* symmetricEigenpairs(matrix: Float64Array, size: number, wanted: number): Generator<void, Eigenpairs> {
  if (size <= DIRECT_LIMIT || wanted > size / 4) return directEigenpairs(matrix, size);
  return yield* leadingEigenpairs(matrix, size, wanted);
}
