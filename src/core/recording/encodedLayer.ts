/**
 * Activations of a layer as a file holds them, kept small and decoded where they are needed. Little-endian; every F16
 * and BF16 value is exact in F32.
 */

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

export type ResidualDtype = 'F16' | 'BF16' | 'F32';

/** Bytes of one value. */
export const DTYPE_BYTES: Readonly<Record<ResidualDtype, number>> = { F16: 2, BF16: 2, F32: 4 };

/** [S, n, d] row-major, little-endian; in memory of its own that begins with the layer. */
export interface EncodedLayer {
  readonly dtype: ResidualDtype;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A layer encoded, or decoded already. */
export type LayerValues = EncodedLayer | Float32Array;

/** Every value of F16 and BF16 is exact in single precision. */
export function decodedLayer(values: LayerValues): Float32Array {
  if (values instanceof Float32Array) return values;
  const { dtype, bytes } = values;
  if (dtype === 'F32') return decodeFloat32(bytes);
  return dtype === 'F16' ? decodeFloat16(bytes) : decodeBfloat16(bytes);
}

/** @param values in memory of their own, which is not copied */
export function encodedSingles(values: Float32Array): EncodedLayer {
  return { dtype: 'F32', bytes: new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength) };
}

/**
 * The exponent bits of every value in a 32-bit word, and the lowest of them: an exponent of ones, which only infinities
 * and NaN have, carries into the sign when its lowest bit is added once more.
 */
const EXPONENTS: Readonly<Record<ResidualDtype, readonly [mask: number, lowest: number, carried: number]>> = {
  F16: [0x7c007c00, 0x04000400, 0x80008000],
  BF16: [0x7f807f80, 0x00800080, 0x80008000],
  F32: [0x7f800000, 0x00800000, 0x80000000],
};

/** True when any value is infinite or NaN, those of words that do not occur included. Reads two halves at a time. */
export function holdsNonFinite({ dtype, bytes }: EncodedLayer): boolean {
  const [mask, lowest, carried] = EXPONENTS[dtype];
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let found = 0;
  for (let at = 0; at < words.length; at++) found |= (words[at]! & mask) + lowest;
  const rest = bytes.length & 3;
  if (rest === 2) found |= ((bytes[bytes.length - 2]! | (bytes[bytes.length - 1]! << 8)) & mask & 0xffff) + (lowest & 0xffff);
  return (found & carried) !== 0;
}
