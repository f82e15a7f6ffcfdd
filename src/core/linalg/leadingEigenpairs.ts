import { directEigenpairs } from './directEigenpairs.ts';
import type { Eigenpairs } from './eigenpairs.ts';
import { orthonormalBlock } from './orthonormalBlock.ts';
import { addRowProducts } from './rowProducts.ts';
import { seededUniform } from './seededUniform.ts';

/** Relative residual ||A v - lambda v|| / lambda_1 at which an eigenpair counts as found. */
export const EIGEN_TOLERANCE = 1e-12;
const MAX_CYCLES = 60;
/** Vectors beyond the wanted ones: they carry clusters at the edge of the wanted set. */
const GUARD = 6;
/** Blocks A^0 X .. A^(DEPTH-1) X of one cycle. */
const DEPTH = 4;

/**
 * The largest eigenpairs of a large symmetric positive semi-definite matrix: block subspace iteration in a short block
 * Krylov space, with Rayleigh-Ritz and restart (Saad, Numerical Methods for Large Eigenvalue Problems, 2011, 6.4).
 * The block is wider than any expected multiplicity, so repeated eigenvalues are found with theirs. Seeded: equal input
 * gives equal output. Yields between multiplications.
 *
 * @param matrix [size, size] row-major, symmetric; not modified
 * @param wanted pairs wanted; fewer than `size` come back only when `size` is smaller
 * @throws RangeError on a value that is not finite
 */
export function* leadingEigenpairs(matrix: Float64Array, size: number, wanted: number): Generator<void, Eigenpairs> {
  const bad = matrix.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`matrix holds ${bad}: not finite`);
  const block = Math.min(size, wanted + GUARD);
  const uniform = seededUniform(20250107);
  let start = orthonormalBlock([], Array.from({ length: block }, () => Float64Array.from({ length: size }, uniform)));
  for (let cycle = 1; ; cycle++) {
    const ritz = yield* ritzPairs(matrix, size, start);
    const found = leading(ritz, size, Math.min(wanted, size));
    if (found.residual <= EIGEN_TOLERANCE || cycle === MAX_CYCLES) return found;
    start = orthonormalBlock([], ritz.vectors.slice(0, block));
  }
}

interface RitzPairs {
  readonly values: Float64Array;
  readonly vectors: Float64Array[];
  /** A times every vector. */
  readonly images: Float64Array[];
}

function* ritzPairs(matrix: Float64Array, size: number, start: readonly Float64Array[]): Generator<void, RitzPairs> {
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  let block = [...start];
  for (let depth = 0; depth < DEPTH && block.length > 0; depth++) {
    const product = multiply(matrix, size, block);
    basis.push(...block);
    images.push(...product);
    yield;
    block = orthonormalBlock(basis, product.map((row) => row.slice()));
    block.length = Math.min(block.length, size - basis.length);
  }
  const width = basis.length;
  const projected = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      projected[i * width + j] = projected[j * width + i] = dot(basis[i]!, images[j]!);
    }
  }
  yield;
  const { values, vectors: weights } = directEigenpairs(projected, width);
  const kept = start.length;
  return { values, vectors: combine(weights, kept, basis, size), images: combine(weights, kept, images, size) };
}

function leading(ritz: RitzPairs, size: number, wanted: number): Eigenpairs {
  const values = ritz.values.slice(0, wanted);
  const scale = values[0] ?? 0;
  const vectors = new Float64Array(wanted * size);
  let residual = 0;
  for (let k = 0; k < wanted; k++) {
    const vector = ritz.vectors[k]!;
    const image = ritz.images[k]!;
    vectors.set(vector, k * size);
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (image[i]! - values[k]! * vector[i]!) ** 2;
    if (scale > 0) residual = Math.max(residual, Math.sqrt(sum) / scale);
  }
  return { values, vectors, residual, converged: residual <= EIGEN_TOLERANCE };
}

function multiply(matrix: Float64Array, size: number, block: readonly Float64Array[]): Float64Array[] {
  const packed = new Float64Array(block.length * size);
  block.forEach((row, k) => packed.set(row, k * size));
  const product = new Float64Array(block.length * size);
  const rows = { values: packed, count: block.length, length: size };
  addRowProducts(rows, 0, block.length, { values: matrix, count: size, length: size }, 0, product);
  return block.map((_, k) => product.subarray(k * size, (k + 1) * size));
}

/** The first `count` combinations: row k is the sum over i of weights[k, i] vectors[i]. */
function combine(weights: Float64Array, count: number, vectors: readonly Float64Array[], size: number): Float64Array[] {
  const width = vectors.length;
  return Array.from({ length: count }, (_, k) => {
    const out = new Float64Array(size);
    vectors.forEach((vector, i) => {
      const weight = weights[k * width + i]!;
      for (let c = 0; c < size; c++) out[c] = out[c]! + weight * vector[c]!;
    });
    return out;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
