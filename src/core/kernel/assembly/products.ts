/**
 * Inner products and linear combinations of single-precision rows. Sums run in single precision over CHUNK dimensions
 * and are then carried on in double precision, so that the error does not grow with the hidden size.
 */

// @ts-expect-error: a decorator of the compiler
@inline const CHUNK: i32 = 256;

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

/** Upper triangle of the Gram matrix of `count` rows, blocks on the diagonal filled whole: out[i, j] += a_i . a_j. */
export function addGram(a: usize, count: i32, stride: i32, out: usize): void {
  for (let c = 0; c < stride; c += CHUNK) {
    const end = min(stride, c + CHUNK);
    let i = 0;
    for (; i + 3 <= count; i += 3) {
      let j = i;
      for (; j + 3 <= count; j += 3) tile3x3(a, i, a, j, stride, c, end, out, count);
      for (; j < count; j++) {
        single(a, i, a, j, stride, c, end, out, count);
        single(a, i + 1, a, j, stride, c, end, out, count);
        single(a, i + 2, a, j, stride, c, end, out, count);
      }
    }
    for (; i < count; i++) for (let j = i; j < count; j++) single(a, i, a, j, stride, c, end, out, count);
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
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    s02 = f32x4.add(s02, f32x4.mul(x, b2));
    x = v128.load(p + row);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    s12 = f32x4.add(s12, f32x4.mul(x, b2));
    x = v128.load(p + row2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    s22 = f32x4.add(s22, f32x4.mul(x, b2));
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
    sums = f32x4.add(sums, f32x4.mul(v128.load(p), v128.load(q)));
    p += 16;
    q += 16;
  }
  add(out + ((<usize>i * width + j) << 3), total(sums));
}

/**
 * out_k += sum over i of weights[i, k] a_i, for all `terms` combinations k: out is X' W, row by row.
 *
 * @param weights F32 [count, terms] row-major; `terms` is a multiple of 4
 * @param a F32 [count, stride]
 * @param out F32 [terms, stride]
 */
export function addCombinations(weights: usize, a: usize, count: i32, terms: i32, stride: i32, out: usize): void {
  const row = <usize>stride << 2;
  for (let c = 0; c < stride; c += 4) {
    const column = <usize>c << 2;
    for (let k = 0; k < terms; k += 4) {
      let p = a + column;
      let w = weights + (<usize>k << 2);
      const to = out + <usize>k * row + column;
      let s0 = v128.load(to);
      let s1 = v128.load(to + row);
      let s2 = v128.load(to + 2 * row);
      let s3 = v128.load(to + 3 * row);
      for (let i = 0; i < count; i++) {
        const x = v128.load(p);
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load32_splat(w)));
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load32_splat(w, 4)));
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load32_splat(w, 8)));
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load32_splat(w, 12)));
        p += row;
        w += <usize>terms << 2;
      }
      v128.store(to, s0);
      v128.store(to + row, s1);
      v128.store(to + 2 * row, s2);
      v128.store(to + 3 * row, s3);
    }
  }
}
