import { describe, expect, it } from 'vitest';
import { decodeBfloat16, decodeFloat16, decodeFloat32, float16Value } from '../../../src/core/recording/encodedLayer.ts';

const bytesOf = (bits: readonly number[]): Uint8Array => Uint8Array.from(bits.flatMap((value) => [value & 255, value >> 8]));

describe('half precision', () => {
  it.each([
    [0x0000, 0], [0x3c00, 1], [0xc000, -2], [0x7bff, 65504], [0x0001, 2 ** -24], [0x03ff, 1023 * 2 ** -24], [0x0400, 2 ** -14],
    [0x3555, 0.333251953125], [0x7c00, Infinity], [0xfc00, -Infinity],
  ])('F16 %i is %d', (bits, value) => {
    expect(decodeFloat16(bytesOf([bits]))[0]).toBe(value);
  });

  it('F16 keeps the sign of zero and knows NaN', () => {
    expect(Object.is(decodeFloat16(bytesOf([0x8000]))[0], -0)).toBe(true);
    expect(decodeFloat16(bytesOf([0x7e00, 0xfc01]))).toEqual(Float32Array.of(NaN, NaN));
  });

  it('positive F16 values rise with their bits', () => {
    const values = Array.from({ length: 0x7c00 }, (_, bits) => float16Value(bits));
    expect(values.every((value, bits) => bits === 0 || value > values[bits - 1]!)).toBe(true);
  });

  it.each([[0x3f80, 1], [0xc040, -3], [0x7f80, Infinity], [0x0001, 2 ** -133]])('BF16 %i is %d', (bits, value) => {
    expect(decodeBfloat16(bytesOf([bits]))[0]).toBe(value);
  });

  it('BF16 is the upper half of every F32 it came from', () => {
    const floats = Float32Array.of(3.140625, -0.0078125, 1e30, -1.5e-39);
    const upper = [...new Uint32Array(floats.buffer)].map((bits) => bits >>> 16);
    const lowered = Float32Array.from(new Float32Array(Uint32Array.from(upper, (bits) => bits << 16).buffer));
    expect(decodeBfloat16(bytesOf(upper))).toEqual(lowered);
  });

  it('F32 is read at any alignment', () => {
    const bytes = new Uint8Array(13);
    bytes.set(new Uint8Array(Float32Array.of(1.5, -2, 7).buffer), 1);
    expect([...decodeFloat32(bytes.subarray(1))]).toEqual([1.5, -2, 7]);
  });
});
