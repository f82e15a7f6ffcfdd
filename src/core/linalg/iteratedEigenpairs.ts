import type { Rows } from './rowProducts.ts';
import { seededUniform } from './random.ts';

/** Eigenpairs of a symmetric positive semi-definite matrix, largest eigenvalue first. */
export interface Eigenpairs {
  /** Descending, clamped at 0. */
  readonly values: Float64Array;
  /** [values.length, size] row-major: one unit eigenvector per row, in no particular sign. */
  readonly vectors: Float64Array;
  /** Largest ||A v - lambda v|| / lambda_1 over the pairs; 0 for a zero matrix. */
  readonly residual: number;
  readonly converged: boolean;
}

/** Ritz vectors kept at a restart beyond the wanted ones. */
const GUARD = 8;
const MAX_RESTARTS = 60;
/** A wanted eigenvalue that grows by more than this, relative to the largest, under fresh directions had been missed. */
const SAME_VALUE = 1e-10;

/** A symmetric positive semi-definite matrix known by its products alone. */
export interface SymmetricOperator {
  readonly size: number;
  /** [count, size] the matrix times every vector of the block. */
  readonly multiply: (block: Rows) => Float64Array;
}

/** What the iteration asks of a few vectors of length `size`. */
export interface VectorOperations {
  /** The rows made orthonormal against `basis` and against one another, dependent ones left out. */
  readonly orthonormal: (basis: Rows, rows: Rows) => Rows;
  /** [a.count, b.count] inner products. */
  readonly products: (a: Rows, b: Rows) => Float64Array;
  /** [terms, size]: row k is the sum over i of weights[k, i] row i. */
  readonly combine: (rows: Rows, weights: Float64Array, terms: number) => Float64Array;
  /** All eigenvalues of a small matrix and the first `wanted` vectors at least. */
  readonly eigenpairs: (matrix: Float64Array, size: number, wanted: number) => Eigenpairs;
}

export interface IterationOptions {
  /** Relative residual at which a pair counts as found; what the products can reach. */
  readonly tolerance: number;
  /** Vectors multiplied at once. */
  readonly block: number;
  /** Blocks added between restarts, beyond the vectors that are wanted or kept. */
  readonly depth: number;
  readonly vectors: VectorOperations;
  readonly maxRestarts?: number;
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
  const { block, depth, tolerance, vectors, maxRestarts = MAX_RESTARTS } = options;
  const target = Math.min(wanted, size);
  const uniform = seededUniform(20250107);
  const fresh: FreshBlock = (basis) => {
    const count = Math.min(block, size - basis.count);
    return vectors.orthonormal(basis, { values: Float64Array.from({ length: count * size }, uniform), count, length: size });
  };
  const none = { values: new Float64Array(0), count: 0, length: size };
  let space: Space = { basis: none, images: none };
  let next = fresh(none);
  let confirmed: Float64Array | null = null;
  for (let restart = 0; ; restart++) {
    const expanded = yield* expand(operator, vectors, space, next, target + GUARD + block * depth, fresh);
    const ritz = ritzPairs(expanded.space, Math.min(expanded.space.basis.count, target + GUARD), vectors);
    yield;
    const found = leading(ritz, target, tolerance);
    const settled = found.converged && (block >= target || (confirmed !== null && unchanged(found.values, confirmed)));
    if (settled || restart === maxRestarts || expanded.space.basis.count === size) return found;
    next = found.converged ? fresh(ritz.basis) : following(vectors, expanded, fresh);
    space = ritz;
    confirmed = found.converged ? found.values : null;
  }
}

type FreshBlock = (basis: Rows) => Rows;

/** Orthonormal vectors and the matrix times each. */
interface Space {
  readonly basis: Rows;
  readonly images: Rows;
}

interface Expanded {
  readonly space: Space;
  /** The matrix times the block added last. */
  readonly last: Rows;
}

/** Adds blocks until the space holds about `width` vectors. */
function* expand(
  { size, multiply }: SymmetricOperator,
  vectors: VectorOperations,
  before: Space,
  first: Rows,
  width: number,
  fresh: FreshBlock,
): Generator<void, Expanded> {
  let space = before;
  let block = first;
  for (;;) {
    const last = { values: multiply(block), count: block.count, length: size };
    space = { basis: joined(space.basis, block), images: joined(space.images, last) };
    yield;
    const { count } = space.basis;
    if (count === size || count + block.count > width) return { space, last };
    block = following(vectors, { space, last }, fresh);
  }
}

/** The next block of a Krylov space: what the last images have outside it, or, of an exactly invariant space, anything. */
function following(vectors: VectorOperations, { space: { basis }, last }: Expanded, fresh: FreshBlock): Rows {
  const block = vectors.orthonormal(basis, last);
  return block.count === 0 ? fresh(basis) : firstRows(block, basis.length - basis.count);
}

function firstRows({ values, count, length }: Rows, most: number): Rows {
  const some = Math.min(count, most);
  return { values: values.subarray(0, some * length), count: some, length };
}

function joined(a: Rows, b: Rows): Rows {
  const values = new Float64Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { values, count: a.count + b.count, length: a.length };
}

interface RitzPairs extends Space {
  readonly values: Float64Array;
}

function ritzPairs({ basis, images }: Space, kept: number, { products, combine, eigenpairs }: VectorOperations): RitzPairs {
  const { count: width, length } = basis;
  const projected = products(basis, images);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) projected[i * width + j] = projected[j * width + i]!;
  }
  const { values, vectors: weights } = eigenpairs(projected, width, kept);
  const combined = (rows: Rows): Rows => ({ values: combine(rows, weights, kept), count: kept, length });
  return { values, basis: combined(basis), images: combined(images) };
}

function leading({ values: all, basis, images }: RitzPairs, target: number, tolerance: number): Eigenpairs {
  const size = basis.length;
  const values = all.slice(0, target);
  const scale = values[0] ?? 0;
  let residual = 0;
  for (let k = 0; k < target; k++) {
    let sum = 0;
    for (let at = k * size; at < (k + 1) * size; at++) sum += (images.values[at]! - values[k]! * basis.values[at]!) ** 2;
    if (scale > 0) residual = Math.max(residual, Math.sqrt(sum) / scale);
  }
  return { values, vectors: basis.values.slice(0, target * size), residual, converged: residual <= tolerance };
}

function unchanged(values: Float64Array, earlier: Float64Array): boolean {
  return values.every((value, k) => Math.abs(value - earlier[k]!) <= SAME_VALUE * values[0]!);
}
