const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The binary16 nearest to a number, ties to even, as its 16 bits: what numpy's `astype(float16)` gives. Beyond 65,504
 * infinity, below 2^-24 zero; the sign is kept.
 */
export function float16Bits(value: number): number {
  float[0] = value;
  const whole = bits[0]!;
  const sign = (whole >>> 16) & 0x8000;
  const size = Math.abs(float[0]);
  if (size !== size) return sign | 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  // Subnormals count in steps of 2^-24.
  if (size < 2 ** -14) return sign | roundToEven(size * 2 ** 24);
  const rest = whole & 0x7fffffff;
  const odd = (rest >>> 13) & 1;
  // A carry out of the fraction is the next exponent, as it should be. 112 is the difference of the exponents' biases.
  return sign | (((rest + 0xfff + odd) >>> 13) - (112 << 10));
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const over = value - below;
  return over > 0.5 || (over === 0.5 && below % 2 === 1) ? below + 1 : below;
}
