/** Half-precision decoding. Little-endian bytes in, Float32Array out; every F16 and BF16 value is exact in F32. */

let table: Float32Array | null = null;

/** IEEE 754 binary16 to number: 1 sign, 5 exponent, 10 fraction bits; subnormals, infinities and NaN included. */
export function float16Value(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Decodes F16. `bytes.length` is even; the table of all 65,536 values is built on first use. */
export function decodeFloat16(bytes: Uint8Array): Float32Array {
  table ??= Float32Array.from({ length: 65536 }, (_, bits) => float16Value(bits));
  const values = new Float32Array(bytes.length >> 1);
  for (let i = 0, at = 0; i < values.length; i++, at += 2) values[i] = table[bytes[at]! | (bytes[at + 1]! << 8)]!;
  return values;
}

/** Decodes BF16, the upper half of F32. `bytes.length` is even. */
export function decodeBfloat16(bytes: Uint8Array): Float32Array {
  const bits = new Uint32Array(bytes.length >> 1);
  for (let i = 0, at = 0; i < bits.length; i++, at += 2) bits[i] = ((bytes[at]! | (bytes[at + 1]! << 8)) << 16) >>> 0;
  return new Float32Array(bits.buffer);
}

/** Decodes F32, whatever the alignment of `bytes`; `bytes.length` is a multiple of 4. */
export function decodeFloat32(bytes: Uint8Array): Float32Array {
  return new Float32Array(alignedCopy(bytes));
}

/** Decodes I32, whatever the alignment of `bytes`; `bytes.length` is a multiple of 4. */
export function decodeInt32(bytes: Uint8Array): Int32Array {
  return new Int32Array(alignedCopy(bytes));
}

/** Typed arrays read in the machine's byte order; every machine that runs a browser is little-endian, as the file is. */
function alignedCopy(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy.buffer;
}
