/**
 * Inner products and linear combinations of single-precision rows. Sums run in single precision over CHUNK dimensions
 * and are then carried on in double precision, so that the error does not grow with the hidden size.
 */

// @ts-expect-error: a decorator of the compiler
@inline const CHUNK: i32 = 256;

/** sum + x y: one rounding where the relaxed build has a fused instruction, two elsewhere. */
// @ts-expect-error: a decorator of the compiler
@inline
function madd(x: v128, y: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, sum);
  return f32x4.add(sum, f32x4.mul(x, y));
}

// @ts-expect-error: a decorator of the compiler
@inline
function total(sums: v128): f64 {
  return (
    <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1) + (<f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3))
  );
}

// @ts-expect-error: a decorator of the compiler
@inline
function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

/**
 * out[i, j] += a_i . b_j for rows i in [from, to) of `a` and rows j in [bFrom, bTo) of `b`.
 *
 * @param a F32 rows, `stride` values apart, of which the first `stride` (a multiple of 4, padded with zeros) count
 * @param b F32 rows, likewise
 * @param out F64 [.., width] row-major
 */
export function addProducts(a: usize, from: i32, to: i32, b: usize, bFrom: i32, bTo: i32, stride: i32, out: usize, width: i32): void {
  for (let c = 0; c < stride; c += CHUNK) {
    const end = min(stride, c + CHUNK);
    let i = from;
    for (; i + 3 <= to; i += 3) {
      let j = bFrom;
      for (; j + 3 <= bTo; j += 3) tile3x3(a, i, b, j, stride, c, end, out, width);
      for (; j < bTo; j++) {
        single(a, i, b, j, stride, c, end, out, width);
        single(a, i + 1, b, j, stride, c, end, out, width);
        single(a, i + 2, b, j, stride, c, end, out, width);
      }
    }
    for (; i < to; i++) for (let j = bFrom; j < bTo; j++) single(a, i, b, j, stride, c, end, out, width);
  }
}

/**
 * Rows [from, to) of the upper triangle of the Gram matrix of `count` rows: out[i, j] += a_i . a_j. What it writes below
 * the diagonal is incomplete.
 */
export function addGram(a: usize, from: i32, to: i32, count: i32, stride: i32, out: usize): void {
  for (let c = 0; c < stride; c += CHUNK) {
    const end = min(stride, c + CHUNK);
    let i = from;
    for (; i + 3 <= to; i += 3) {
      let j = i;
      for (; j + 3 <= count; j += 3) tile3x3(a, i, a, j, stride, c, end, out, count);
      for (; j < count; j++) {
        single(a, i, a, j, stride, c, end, out, count);
        single(a, i + 1, a, j, stride, c, end, out, count);
        single(a, i + 2, a, j, stride, c, end, out, count);
      }
    }
    for (; i < to; i++) for (let j = i; j < count; j++) single(a, i, a, j, stride, c, end, out, count);
  }
}

// @ts-expect-error: a decorator of the compiler
@inline
function tile3x3(a: usize, i: i32, b: usize, j: i32, stride: i32, from: i32, end: i32, out: usize, width: i32): void {
  const row = <usize>stride << 2;
  let p = a + <usize>i * row + (<usize>from << 2);
  let q = b + <usize>j * row + (<usize>from << 2);
  const stop = p + (<usize>(end - from) << 2);
  const row2 = row << 1;
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  while (p < stop) {
    const b0 = v128.load(q);
    const b1 = v128.load(q + row);
    const b2 = v128.load(q + row2);
    let x = v128.load(p);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    s02 = madd(x, b2, s02);
    x = v128.load(p + row);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    s12 = madd(x, b2, s12);
    x = v128.load(p + row2);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    s22 = madd(x, b2, s22);
    p += 16;
    q += 16;
  }
  let o = out + ((<usize>i * width + j) << 3);
  add(o, total(s00));
  add(o + 8, total(s01));
  add(o + 16, total(s02));
  o += <usize>width << 3;
  add(o, total(s10));
  add(o + 8, total(s11));
  add(o + 16, total(s12));
  o += <usize>width << 3;
  add(o, total(s20));
  add(o + 8, total(s21));
  add(o + 16, total(s22));
}

// @ts-expect-error: a decorator of the compiler
@inline
function single(a: usize, i: i32, b: usize, j: i32, stride: i32, from: i32, end: i32, out: usize, width: i32): void {
  let p = a + ((<usize>i * stride + from) << 2);
  let q = b + ((<usize>j * stride + from) << 2);
  const stop = p + (<usize>(end - from) << 2);
  let sums = f32x4.splat(0);
  while (p < stop) {
    sums = madd(v128.load(p), v128.load(q), sums);
    p += 16;
    q += 16;
  }
  add(out + ((<usize>i * width + j) << 3), total(sums));
}

/** Columns and rows of `a` worked on together by addCombinations. */
// @ts-expect-error: a decorator of the compiler
@inline const COLUMNS: i32 = 256;
// @ts-expect-error: a decorator of the compiler
@inline const ROWS: i32 = 256;

/**
 * out_k += sum over i of weights[i, k] a_i for every combination k: out is X' W, transposed.
 *
 * @param weights F32 [count rounded up to a multiple of 4, terms] row-major, 0 in added rows; `terms` is even
 * @param a F32 [count, stride]
 * @param scratch F32 [terms, COLUMNS]
 * @param out F64 [terms, stride]
 */
export function addCombinations(weights: usize, a: usize, count: i32, terms: i32, stride: i32, scratch: usize, out: usize): void {
  const row = <usize>stride << 2;
  const weightsOfRow = <usize>terms << 2;
  for (let c = 0; c < stride; c += COLUMNS) {
    const width = <usize>min(COLUMNS, stride - c) << 2;
    for (let first = 0; first < count; first += ROWS) {
      const last = min(count, first + ROWS);
      memory.fill(scratch, 0, <usize>terms * (COLUMNS << 2));
      for (let i = first; i < last; i += 4) {
        const from = a + <usize>i * row + (<usize>c << 2);
        // Rows beyond the last go with the last itself, at weight zero.
        const second = min(1, count - 1 - i) * <i32>row;
        const third = min(2, count - 1 - i) * <i32>row;
        const fourth = min(3, count - 1 - i) * <i32>row;
        for (let k = 0; k < terms; k += 2) {
          const w = weights + <usize>i * weightsOfRow + (<usize>k << 2);
          fourByTwo(from, from + second, from + third, from + fourth, w, weightsOfRow, scratch + <usize>k * (COLUMNS << 2), width);
        }
      }
      for (let k = 0; k < terms; k++) carry(scratch + <usize>k * (COLUMNS << 2), out + ((<usize>k * stride + c) << 3), width);
    }
  }
}

// @ts-expect-error: a decorator of the compiler
@inline
function fourByTwo(p: usize, q: usize, r: usize, s: usize, weights: usize, nextWeights: usize, to: usize, width: usize): void {
  const p0 = v128.load32_splat(weights);
  const p1 = v128.load32_splat(weights, 4);
  const q0 = v128.load32_splat(weights + nextWeights);
  const q1 = v128.load32_splat(weights + nextWeights, 4);
  const r0 = v128.load32_splat(weights + 2 * nextWeights);
  const r1 = v128.load32_splat(weights + 2 * nextWeights, 4);
  const s0 = v128.load32_splat(weights + 3 * nextWeights);
  const s1 = v128.load32_splat(weights + 3 * nextWeights, 4);
  for (let at: usize = 0; at < width; at += 16) {
    const x = v128.load(p + at);
    const y = v128.load(q + at);
    const z = v128.load(r + at);
    const u = v128.load(s + at);
    v128.store(to + at, madd(u, s0, madd(z, r0, madd(y, q0, madd(x, p0, v128.load(to + at))))));
    v128.store(to + at, madd(u, s1, madd(z, r1, madd(y, q1, madd(x, p1, v128.load(to + at, COLUMNS << 2))))), COLUMNS << 2);
  }
}

/** Adds singles to doubles, `width` bytes of singles. */
// @ts-expect-error: a decorator of the compiler
@inline
function carry(from: usize, to: usize, width: usize): void {
  for (let at: usize = 0; at < width; at += 8) {
    const target = to + (at << 1);
    v128.store(target, f64x2.add(v128.load(target), f64x2.promote_low_f32x4(v128.load64_zero(from + at))));
  }
}

/** 1 where the value of largest magnitude is not negative, else -1; the first of equal ones decides. */
export function signOfLargest(values: usize, count: i32): i32 {
  let least = f64x2.splat(0);
  let most = f64x2.splat(0);
  const whole = count & ~1;
  for (let i = 0; i < whole; i += 2) {
    const some = v128.load(values + (<usize>i << 3));
    least = f64x2.pmin(least, some);
    most = f64x2.pmax(most, some);
  }
  let low = min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1));
  let high = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  if (whole < count) {
    const last = load<f64>(values + (<usize>whole << 3));
    low = min(low, last);
    high = max(high, last);
  }
  if (-low != high) return -low > high ? -1 : 1;
  for (let i = 0; i < count; i++) {
    const value = load<f64>(values + (<usize>i << 3));
    if (value == low && low != 0) return -1;
    if (value == high) return 1;
  }
  return 1;
}
