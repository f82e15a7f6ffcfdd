import { directEigenpairs } from './directEigenpairs.ts';
import type { Eigenpairs } from './eigenpairs.ts';
import { orthonormalBlock } from './orthonormalBlock.ts';
import { addRowProducts } from './rowProducts.ts';
import { seededUniform } from './seededUniform.ts';

/** Relative residual ||A v - lambda v|| / lambda_1 at which an eigenpair of a matrix counts as found. */
export const EIGEN_TOLERANCE = 1e-12;
/** Ritz vectors kept at a restart beyond the wanted ones. */
const GUARD = 8;
const MAX_RESTARTS = 60;
/** A wanted eigenvalue that grows by more than this, relative to the largest, under fresh directions had been missed. */
const SAME_VALUE = 1e-10;

/** A symmetric positive semi-definite matrix known by its products alone. */
export interface SymmetricOperator {
  readonly size: number;
  /** The matrix times every vector of the block, each [size]. */
  readonly multiply: (block: readonly Float64Array[]) => Float64Array[];
}

export interface IterationOptions {
  /** Relative residual at which a pair counts as found; what the products can reach. */
  readonly tolerance: number;
  /** Vectors multiplied at once. */
  readonly block: number;
  /** Blocks added between restarts. */
  readonly depth: number;
  /** All eigenpairs of a small matrix: the first `wanted` vectors at least. */
  readonly eigenpairs: (matrix: Float64Array, size: number, wanted: number) => Eigenpairs;
  readonly maxRestarts?: number;
}

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
  const operator = { size, multiply: (block: readonly Float64Array[]) => multiply(matrix, size, block) };
  return yield* iteratedEigenpairs(operator, wanted, { tolerance: EIGEN_TOLERANCE, block: 6, depth: 14, eigenpairs: directEigenpairs });
}

/**
 * The largest eigenpairs of a symmetric positive semi-definite operator: block Krylov subspace iteration with
 * Rayleigh-Ritz and thick restart (Wu and Simon, SIAM J. Matrix Anal. Appl. 22, 2000), full orthogonalisation.
 * A Krylov space shows at most `block` copies of a repeated eigenvalue, so where more are wanted a converged set is tried
 * again with fresh random directions until nothing is gained. Seeded: equal input gives equal output. Yields between
 * multiplications.
 */
export function* iteratedEigenpairs(operator: SymmetricOperator, wanted: number, options: IterationOptions): Generator<void, Eigenpairs> {
  const { size } = operator;
  const { block, depth, tolerance, maxRestarts = MAX_RESTARTS } = options;
  const target = Math.min(wanted, size);
  const uniform = seededUniform(20250107);
  const fresh = (space: Space): Float64Array[] => {
    const count = Math.min(block, size - space.basis.length);
    return orthonormalBlock(space.basis, Array.from({ length: count }, () => Float64Array.from({ length: size }, uniform)));
  };
  let space: Space = { basis: [], images: [] };
  let next = fresh(space);
  let confirmed: Float64Array | null = null;
  for (let restart = 0; ; restart++) {
    next = yield* expand(operator, space, next, target + GUARD + block * depth, fresh);
    const ritz = ritzPairs(space, Math.min(space.basis.length, target + GUARD), size, options.eigenpairs);
    yield;
    const found = leading(ritz, size, target, tolerance);
    const settled = found.converged && (block >= target || (confirmed !== null && unchanged(found.values, confirmed)));
    if (settled || restart === maxRestarts || space.basis.length === size) return found;
    space = ritz;
    if (found.converged) next = fresh(space);
    confirmed = found.converged ? found.values : null;
  }
}

/** Orthonormal vectors and the matrix times each. */
interface Space {
  readonly basis: Float64Array[];
  readonly images: Float64Array[];
}

/** Adds blocks until the space holds about `width` vectors; returns the block that would come next. */
function* expand(
  { size, multiply }: SymmetricOperator,
  { basis, images }: Space,
  first: Float64Array[],
  width: number,
  fresh: (space: Space) => Float64Array[],
): Generator<void, Float64Array[]> {
  let block = first;
  while (basis.length < size) {
    const product = multiply(block);
    basis.push(...block);
    images.push(...product);
    yield;
    block = orthonormalBlock(basis, product.map((row) => row.slice()));
    block.length = Math.min(block.length, size - basis.length);
    // An exactly invariant space: go on from anywhere outside it.
    if (block.length === 0) block = fresh({ basis, images });
    if (basis.length + block.length > width) break;
  }
  return block;
}

interface RitzPairs extends Space {
  readonly values: Float64Array;
}

function ritzPairs({ basis, images }: Space, kept: number, size: number, eigenpairs: IterationOptions['eigenpairs']): RitzPairs {
  const width = basis.length;
  const projected = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      projected[i * width + j] = projected[j * width + i] = dot(basis[i]!, images[j]!);
    }
  }
  const { values, vectors: weights } = eigenpairs(projected, width, kept);
  return { values, basis: combine(weights, kept, basis, size), images: combine(weights, kept, images, size) };
}

function leading(ritz: RitzPairs, size: number, target: number, tolerance: number): Eigenpairs {
  const values = ritz.values.slice(0, target);
  const scale = values[0] ?? 0;
  const vectors = new Float64Array(target * size);
  let residual = 0;
  for (let k = 0; k < target; k++) {
    const vector = ritz.basis[k]!;
    const image = ritz.images[k]!;
    vectors.set(vector, k * size);
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (image[i]! - values[k]! * vector[i]!) ** 2;
    if (scale > 0) residual = Math.max(residual, Math.sqrt(sum) / scale);
  }
  return { values, vectors, residual, converged: residual <= tolerance };
}

function unchanged(values: Float64Array, earlier: Float64Array): boolean {
  return values.every((value, k) => Math.abs(value - earlier[k]!) <= SAME_VALUE * values[0]!);
}

/** The matrix times every vector of the block; the matrix, being large, is read once. */
function multiply(matrix: Float64Array, size: number, block: readonly Float64Array[]): Float64Array[] {
  const count = block.length;
  const packed = new Float64Array(count * size);
  block.forEach((row, k) => packed.set(row, k * size));
  const product = new Float64Array(size * count);
  addRowProducts({ values: matrix, count: size, length: size }, 0, size, { values: packed, count, length: size }, 0, product);
  return block.map((_, k) => Float64Array.from({ length: size }, (_unused, i) => product[i * count + k]!));
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
