/**
 * Half-precision decoding into single precision. A half is put in the upper half of a word and shifted right by three with
 * its sign, which leaves a single whose exponent is 112 too small; multiplied by 2^112 it is exact for normal and
 * subnormal values alike. Infinity and NaN would come out finite, so every function tells whether it met one; the caller
 * then decodes exactly.
 */

// @ts-expect-error: a decorator of the compiler
@inline const HALF_SCALE: f32 = 5.192296858534828e33; // 2^112
/** Sign, exponent and fraction of a half that has been shifted: not the copies of its sign between them. */
// @ts-expect-error: a decorator of the compiler
@inline const SHIFTED: i32 = 0x8fffe000;

/**
 * @param source little-endian F16, `count` of them
 * @param target F32, `count` of them; must not overlap
 * @returns 1 when any value is infinite or NaN
 */
export function decodeFloat16(source: usize, target: usize, count: i32): i32 {
  const whole = count & ~7;
  const zero = i16x8.splat(0);
  const scale = f32x4.splat(HALF_SCALE);
  const kept = i32x4.splat(SHIFTED);
  const exponent = i16x8.splat(0x7c00);
  let largest = zero;
  for (let i = 0; i < whole; i += 8) {
    const halves = v128.load(source + (<usize>i << 1));
    largest = i16x8.max_u(largest, v128.and(halves, exponent));
    const low = i32x4.shr_s(i16x8.shuffle(zero, halves, 0, 8, 1, 9, 2, 10, 3, 11), 3);
    const high = i32x4.shr_s(i16x8.shuffle(zero, halves, 4, 12, 5, 13, 6, 14, 7, 15), 3);
    const to = target + (<usize>i << 2);
    v128.store(to, f32x4.mul(v128.and(low, kept), scale));
    v128.store(to, f32x4.mul(v128.and(high, kept), scale), 16);
  }
  let found = v128.any_true(i16x8.eq(largest, exponent)) ? 1 : 0;
  for (let i = whole; i < count; i++) {
    const half = <i32>load<i16>(source + (<usize>i << 1));
    if ((half & 0x7c00) == 0x7c00) found = 1;
    store<f32>(target + (<usize>i << 2), reinterpret<f32>(((half << 16) >> 3) & SHIFTED) * HALF_SCALE);
  }
  return found;
}

/** BF16 is the upper half of F32. Parameters and result as decodeFloat16. */
export function decodeBfloat16(source: usize, target: usize, count: i32): i32 {
  let special = i16x8.splat(0);
  const whole = count & ~7;
  const exponent = i16x8.splat(0x7f80);
  for (let i = 0; i < whole; i += 8) {
    const halves = v128.load(source + (<usize>i << 1));
    special = v128.or(special, i16x8.eq(v128.and(halves, exponent), exponent));
    const to = target + (<usize>i << 2);
    v128.store(to, i32x4.shl(i32x4.extend_low_i16x8_u(halves), 16));
    v128.store(to, i32x4.shl(i32x4.extend_high_i16x8_u(halves), 16), 16);
  }
  let found = v128.any_true(special) ? 1 : 0;
  for (let i = whole; i < count; i++) {
    const half = <u32>load<u16>(source + (<usize>i << 1));
    if ((half & 0x7f80) == 0x7f80) found = 1;
    store<u32>(target + (<usize>i << 2), half << 16);
  }
  return found;
}
