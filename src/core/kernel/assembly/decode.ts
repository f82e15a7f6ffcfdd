/**
 * Half-precision decoding into single precision. A half is shifted into place as a single whose exponent is 112 too
 * small, and multiplied by 2^112: exact for normal and subnormal values alike. Infinity and NaN would come out finite,
 * so every function tells whether it met one; the caller then decodes exactly.
 */

// @ts-expect-error: a decorator of the compiler
@inline const HALF_SCALE: f32 = 5.192296858534828e33; // 2^112

/**
 * @param source little-endian F16, `count` of them
 * @param target F32, `count` of them; must not overlap
 * @returns 1 when any value is infinite or NaN
 */
export function decodeFloat16(source: usize, target: usize, count: i32): i32 {
  let special = i16x8.splat(0);
  const whole = count & ~7;
  const scale = f32x4.splat(HALF_SCALE);
  const signBit = i32x4.splat(0x8000);
  const magnitude = i32x4.splat(0x7fff);
  const exponent = i16x8.splat(0x7c00);
  for (let i = 0; i < whole; i += 8) {
    const halves = v128.load(source + (<usize>i << 1));
    special = v128.or(special, i16x8.eq(v128.and(halves, exponent), exponent));
    const low = i32x4.extend_low_i16x8_u(halves);
    const high = i32x4.extend_high_i16x8_u(halves);
    const to = target + (<usize>i << 2);
    const lowValues = f32x4.mul(i32x4.shl(v128.and(low, magnitude), 13), scale);
    const highValues = f32x4.mul(i32x4.shl(v128.and(high, magnitude), 13), scale);
    v128.store(to, v128.or(lowValues, i32x4.shl(v128.and(low, signBit), 16)));
    v128.store(to, v128.or(highValues, i32x4.shl(v128.and(high, signBit), 16)), 16);
  }
  let found = v128.any_true(special) ? 1 : 0;
  for (let i = whole; i < count; i++) {
    const half = <u32>load<u16>(source + (<usize>i << 1));
    if ((half & 0x7c00) == 0x7c00) found = 1;
    const bits = reinterpret<u32>(reinterpret<f32>((half & 0x7fff) << 13) * HALF_SCALE) | ((half & 0x8000) << 16);
    store<u32>(target + (<usize>i << 2), bits);
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
