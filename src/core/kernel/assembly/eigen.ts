/**
 * The largest eigenpairs of a symmetric matrix in double precision: Householder tridiagonalisation, implicit QL for all
 * eigenvalues, inverse iteration for the wanted vectors, as in EISPACK (Martin, Reinsch and Wilkinson 1968; Peters and
 * Wilkinson 1971). O(n^3) only in the tridiagonalisation, so a few vectors of many cost little more than the values.
 */

// @ts-expect-error: a decorator of the compiler
@inline const EPSILON: f64 = 2.220446049250313e-16;
/** Eigenvalues this close, relative to the norm, have their vectors made orthogonal to one another. */
// @ts-expect-error: a decorator of the compiler
@inline const CLUSTER: f64 = 1e-3;
const MAX_SWEEPS: i32 = 60;
const SOLVES: i32 = 4;

// @ts-expect-error: a decorator of the compiler
@inline
function at(base: usize, index: i32): usize {
  return base + (<usize>index << 3);
}

// @ts-expect-error: a decorator of the compiler
@inline
function get(base: usize, index: i32): f64 {
  return load<f64>(at(base, index));
}

// @ts-expect-error: a decorator of the compiler
@inline
function set(base: usize, index: i32, value: f64): void {
  store<f64>(at(base, index), value);
}

function dot(a: usize, b: usize, count: i32): f64 {
  let sums = f64x2.splat(0);
  const whole = count & ~1;
  for (let i = 0; i < whole; i += 2) sums = f64x2.add(sums, f64x2.mul(v128.load(at(a, i)), v128.load(at(b, i))));
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  if (whole < count) sum += get(a, whole) * get(b, whole);
  return sum;
}

/** a += factor b. */
function addScaled(a: usize, b: usize, factor: f64, count: i32): void {
  const factors = f64x2.splat(factor);
  const whole = count & ~1;
  for (let i = 0; i < whole; i += 2) {
    v128.store(at(a, i), f64x2.add(v128.load(at(a, i)), f64x2.mul(factors, v128.load(at(b, i)))));
  }
  if (whole < count) set(a, whole, get(a, whole) + factor * get(b, whole));
}

function scale(a: usize, factor: f64, count: i32): void {
  for (let i = 0; i < count; i++) set(a, i, get(a, i) * factor);
}

/**
 * Q' A Q = T. Only the upper triangle of `a` is read; right of the diagonal it is overwritten with the reflectors.
 *
 * @param diagonal F64 [n], off F64 [n] (the last is 0), factors F64 [n], work F64 [n]
 */
function tridiagonalise(a: usize, n: i32, diagonal: usize, off: usize, factors: usize, work: usize): void {
  for (let i = 0; i < n; i++) {
    set(diagonal, i, get(a, i * n + i));
    set(off, i, 0);
    set(factors, i, 0);
    const rest = n - i - 1;
    if (rest == 0) break;
    const v = at(a, i * n + i + 1);
    const head = load<f64>(v);
    const tail = dot(v + 8, v + 8, rest - 1);
    if (tail == 0) {
      set(off, i, head);
      continue;
    }
    const length = Math.sqrt(head * head + tail);
    const beta = head > 0 ? -length : length;
    const factor = (beta - head) / beta;
    scale(v + 8, 1 / (head - beta), rest - 1);
    store<f64>(v, 1);
    set(off, i, beta);
    set(factors, i, factor);
    reflect(a, n, i + 1, v, factor, work);
  }
}

/** A := H A H over the trailing block from `from` on, H = 1 - factor v v'; upper triangle. */
function reflect(a: usize, n: i32, from: i32, v: usize, factor: f64, work: usize): void {
  const m = n - from;
  memory.fill(work, 0, <usize>m << 3);
  for (let j = 0; j < m; j++) {
    const row = at(a, (from + j) * n + from + j);
    const own = get(v, j);
    const count = m - j - 1;
    let sum = load<f64>(row) * own + multiplyRow(row + 8, at(v, j + 1), at(work, j + 1), own, count);
    set(work, j, get(work, j) + sum);
  }
  scale(work, factor, m);
  addScaled(work, v, -0.5 * factor * dot(work, v, m), m);
  for (let j = 0; j < m; j++) {
    updateRow(at(a, (from + j) * n + from + j), at(v, j), at(work, j), get(v, j), get(work, j), m - j);
  }
}

/** Returns row . v and adds own * row to `into`: both halves of a symmetric product in one pass. */
// @ts-expect-error: a decorator of the compiler
@inline
function multiplyRow(row: usize, v: usize, into: usize, own: f64, count: i32): f64 {
  const owns = f64x2.splat(own);
  let sums = f64x2.splat(0);
  const whole = count & ~1;
  for (let k = 0; k < whole; k += 2) {
    const x = v128.load(at(row, k));
    sums = f64x2.add(sums, f64x2.mul(x, v128.load(at(v, k))));
    v128.store(at(into, k), f64x2.add(v128.load(at(into, k)), f64x2.mul(owns, x)));
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  if (whole < count) {
    const x = get(row, whole);
    sum += x * get(v, whole);
    set(into, whole, get(into, whole) + own * x);
  }
  return sum;
}

/** row -= vj w + wj v. */
// @ts-expect-error: a decorator of the compiler
@inline
function updateRow(row: usize, v: usize, w: usize, vj: f64, wj: f64, count: i32): void {
  const vs = f64x2.splat(vj);
  const ws = f64x2.splat(wj);
  const whole = count & ~1;
  for (let k = 0; k < whole; k += 2) {
    const change = f64x2.add(f64x2.mul(vs, v128.load(at(w, k))), f64x2.mul(ws, v128.load(at(v, k))));
    v128.store(at(row, k), f64x2.sub(v128.load(at(row, k)), change));
  }
  if (whole < count) set(row, whole, get(row, whole) - vj * get(w, whole) - wj * get(v, whole));
}

/** All eigenvalues of the tridiagonal matrix into `d`, in no order; `e` is destroyed. Returns 0 when a sweep limit is hit. */
function implicitQl(d: usize, e: usize, n: i32, tiny: f64): i32 {
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      while (m < n - 1 && Math.abs(get(e, m)) > tiny) m++;
      if (m == l) break;
      if (sweep == MAX_SWEEPS) return 0;
      let g = (get(d, l + 1) - get(d, l)) / (2 * get(e, l));
      let r = Math.sqrt(g * g + 1);
      g = get(d, m) - get(d, l) + get(e, l) / (g + (g < 0 ? -r : r));
      let s: f64 = 1;
      let c: f64 = 1;
      let p: f64 = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * get(e, i);
        const b = c * get(e, i);
        r = Math.sqrt(f * f + g * g);
        set(e, i + 1, r);
        if (r == 0) {
          set(d, i + 1, get(d, i + 1) - p);
          set(e, m, 0);
          break;
        }
        s = f / r;
        c = g / r;
        g = get(d, i + 1) - p;
        r = (get(d, i) - g) * s + 2 * c * b;
        p = s * r;
        set(d, i + 1, g + p);
        g = c * r - b;
      }
      if (r == 0 && i >= l) continue;
      set(d, l, get(d, l) - p);
      set(e, l, g);
      set(e, m, 0);
    }
  }
  return 1;
}

function sortDescending(d: usize, n: i32): void {
  for (let i = 1; i < n; i++) {
    const value = get(d, i);
    let j = i - 1;
    for (; j >= 0 && get(d, j) < value; j--) set(d, j + 1, get(d, j));
    set(d, j + 1, value);
  }
}

/**
 * LU of T - shift with row exchanges, then solves in place. `lu` F64 [4, n]: first, second and third upper diagonals and
 * multipliers; `swaps` I32 [n].
 */
function factorise(diagonal: usize, off: usize, n: i32, shift: f64, tiny: f64, lu: usize, swaps: usize): void {
  const main = lu;
  const upper = at(lu, n);
  const second = at(lu, 2 * n);
  const below = at(lu, 3 * n);
  for (let i = 0; i < n; i++) {
    set(main, i, get(diagonal, i) - shift);
    set(upper, i, get(off, i));
    set(second, i, 0);
  }
  for (let i = 0; i + 1 < n; i++) {
    const lower = get(off, i);
    if (Math.abs(get(main, i)) >= Math.abs(lower)) {
      store<i32>(swaps + (<usize>i << 2), 0);
      if (Math.abs(get(main, i)) < tiny) set(main, i, tiny);
      const factor = lower / get(main, i);
      set(below, i, factor);
      set(main, i + 1, get(main, i + 1) - factor * get(upper, i));
    } else {
      store<i32>(swaps + (<usize>i << 2), 1);
      const factor = get(main, i) / lower;
      set(below, i, factor);
      set(main, i, lower);
      const next = get(main, i + 1);
      const above = get(upper, i);
      set(upper, i, next);
      set(main, i + 1, above - factor * next);
      set(second, i, get(upper, i + 1));
      set(upper, i + 1, -factor * get(upper, i + 1));
    }
  }
  if (Math.abs(get(main, n - 1)) < tiny) set(main, n - 1, tiny);
}

function solve(n: i32, lu: usize, swaps: usize, x: usize): void {
  const main = lu;
  const upper = at(lu, n);
  const second = at(lu, 2 * n);
  const below = at(lu, 3 * n);
  for (let i = 0; i + 1 < n; i++) {
    if (load<i32>(swaps + (<usize>i << 2)) != 0) {
      const value = get(x, i);
      set(x, i, get(x, i + 1));
      set(x, i + 1, value - get(below, i) * get(x, i));
    } else set(x, i + 1, get(x, i + 1) - get(below, i) * get(x, i));
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = get(x, i);
    if (i + 1 < n) value -= get(upper, i) * get(x, i + 1);
    if (i + 2 < n) value -= get(second, i) * get(x, i + 2);
    set(x, i, value / get(main, i));
  }
}

/** F64 values of work that `eigenpairs` needs for an n by n matrix. */
export function eigenWorkSize(n: i32): i32 {
  return 10 * n;
}

/**
 * The `wanted` largest eigenpairs. The matrix should be scaled to entries of about 1: squares are taken of it.
 *
 * @param a F64 [n, n] row-major, upper triangle read; destroyed
 * @param norm the largest absolute entry
 * @param values F64 [n]: all eigenvalues, descending
 * @param vectors F64 [wanted, n]: unit vectors, one a row, in no particular sign
 * @param work F64 [eigenWorkSize(n)]
 * @returns 1, or 0 when the QL iteration did not settle
 */
export function eigenpairs(a: usize, n: i32, norm: f64, wanted: i32, values: usize, vectors: usize, work: usize): i32 {
  const diagonal = work;
  const off = at(work, n);
  const factors = at(work, 2 * n);
  const scratch = at(work, 3 * n);
  const lu = at(work, 4 * n);
  const swaps = at(work, 8 * n);
  tridiagonalise(a, n, diagonal, off, factors, scratch);
  memory.copy(values, diagonal, <usize>n << 3);
  memory.copy(scratch, off, <usize>n << 3);
  const tiny = EPSILON * norm;
  if (!implicitQl(values, scratch, n, tiny)) return 0;
  sortDescending(values, n);
  let shift: f64 = Infinity;
  let seed: u32 = 20250107;
  for (let k = 0; k < wanted; k++) {
    const x = at(vectors, k * n);
    // Equal shifts would give equal vectors: they are set a little apart, far less than the eigenvalue is known to.
    shift = Math.min(get(values, k), shift - 4 * tiny);
    factorise(diagonal, off, n, shift, tiny, lu, swaps);
    for (let i = 0; i < n; i++) {
      seed = seed * 1664525 + 1013904223;
      set(x, i, <f64>seed / 4294967296.0 - 0.5);
    }
    for (let round = 0; round < SOLVES; round++) {
      solve(n, lu, swaps, x);
      normalise(x, n);
      for (let j = k - 1; j >= 0 && get(values, j) - get(values, k) <= CLUSTER * norm; j--) {
        addScaled(x, at(vectors, j * n), -dot(x, at(vectors, j * n), n), n);
      }
      normalise(x, n);
    }
  }
  for (let k = 0; k < wanted; k++) {
    const x = at(vectors, k * n);
    for (let i = n - 2; i >= 0; i--) {
      const factor = get(factors, i);
      if (factor == 0) continue;
      const v = at(a, i * n + i + 1);
      const rest = n - i - 1;
      addScaled(at(x, i + 1), v, -factor * dot(v, at(x, i + 1), rest), rest);
    }
  }
  return 1;
}

/** To unit length; the largest entry is divided out first, because a solve may have made it huge. */
function normalise(x: usize, n: i32): void {
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(get(x, i)));
  if (largest == 0) {
    set(x, 0, 1);
    return;
  }
  scale(x, 1 / largest, n);
  scale(x, 1 / Math.sqrt(dot(x, x, n)), n);
}
