/** Double-precision work on a few vectors, row-major and contiguous: the small side of an iteration. */

// @ts-expect-error: a decorator of the compiler
@inline
function dot(x: usize, y: usize, size: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  const whole = x + ((<usize>(size & ~7)) << 3);
  const end = x + (<usize>size << 3);
  while (x < whole) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(x), v128.load(y)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(x, 32), v128.load(y, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(x, 48), v128.load(y, 48)));
    x += 64;
    y += 64;
  }
  const sums = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  while (x < end) {
    sum += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return sum;
}

/** y += factor x. */
// @ts-expect-error: a decorator of the compiler
@inline
function addMultiple(y: usize, factor: f64, x: usize, size: i32): void {
  const factors = f64x2.splat(factor);
  const whole = x + ((<usize>(size & ~3)) << 3);
  const end = x + (<usize>size << 3);
  while (x < whole) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factors, v128.load(x))));
    v128.store(y, f64x2.add(v128.load(y, 16), f64x2.mul(factors, v128.load(x, 16))), 16);
    x += 32;
    y += 32;
  }
  while (x < end) {
    store<f64>(y, load<f64>(y) + factor * load<f64>(x));
    x += 8;
    y += 8;
  }
}

/**
 * Modified Gram-Schmidt, each pass done twice, as orthonormalBlock: survivors move to the front of `rows`.
 *
 * @param basis F64 [count, size], orthonormal
 * @param rows F64 [some, size], overwritten
 * @param drop a row that keeps no more than this share of its length is left out
 * @returns how many rows survive
 */
export function orthonormalRows(basis: usize, count: i32, rows: usize, some: i32, size: i32, drop: f64): i32 {
  const bytes = <usize>size << 3;
  let rank = 0;
  for (let i = 0; i < some; i++) {
    const row = rows + <usize>rank * bytes;
    if (rank < i) memory.copy(row, rows + <usize>i * bytes, bytes);
    const before = sqrt(dot(row, row, size));
    if (before == 0) continue;
    for (let pass = 0; pass < 2; pass++) {
      for (let b = 0; b < count; b++) addMultiple(row, -dot(row, basis + <usize>b * bytes, size), basis + <usize>b * bytes, size);
      for (let k = 0; k < rank; k++) addMultiple(row, -dot(row, rows + <usize>k * bytes, size), rows + <usize>k * bytes, size);
    }
    const after = sqrt(dot(row, row, size));
    if (after <= drop * before) continue;
    const scale = 1 / after;
    for (let c: usize = 0; c < bytes; c += 8) store<f64>(row + c, load<f64>(row + c) * scale);
    rank++;
  }
  return rank;
}

/** out[i, j] = a_i . b_j. @param out F64 [aCount, bCount] */
export function vectorProducts(a: usize, aCount: i32, b: usize, bCount: i32, size: i32, out: usize): void {
  const bytes = <usize>size << 3;
  for (let i = 0; i < aCount; i++) {
    for (let j = 0; j < bCount; j++) {
      store<f64>(out, dot(a + <usize>i * bytes, b + <usize>j * bytes, size));
      out += 8;
    }
  }
}

/** out_k += sum over i of weights[k, i] row_i. @param weights F64 [terms, count] @param out F64 [terms, size] */
export function vectorCombinations(rows: usize, count: i32, weights: usize, terms: i32, size: i32, out: usize): void {
  const bytes = <usize>size << 3;
  for (let k = 0; k < terms; k++) {
    for (let i = 0; i < count; i++) {
      addMultiple(out + <usize>k * bytes, load<f64>(weights), rows + <usize>i * bytes, size);
      weights += 8;
    }
  }
}
