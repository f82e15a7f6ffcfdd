import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodedLayer, DTYPE_BYTES, encodedSingles, holdsNonFinite, type EncodedLayer, type ResidualDtype } from '../../../src/core/recording/encodedLayer.ts';

const dtypes = ['F16', 'BF16', 'F32'] as const;
const layer = (dtype: ResidualDtype, random: Uint8Array): EncodedLayer => ({ dtype, bytes: random.slice(0, random.length - (random.length % DTYPE_BYTES[dtype])) });

describe.each(dtypes)('a layer of %s', (dtype) => {
  it('is told to hold an infinity or NaN exactly when a decoded value is one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.option(fc.nat(40)), (random, at) => {
        // Random bytes seldom are an exponent of ones: the largest byte is put somewhere in half of the cases.
        if (at !== null && at < random.length) random[at] = 0x7f;
        const encoded = layer(dtype, random);
        expect(holdsNonFinite(encoded)).toBe(decodedLayer(encoded).some((value) => !Number.isFinite(value)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([1, 2, 3, 4])('is told by its last of %i values', (count) => {
    const bytes = new Uint8Array(count * DTYPE_BYTES[dtype]);
    expect(holdsNonFinite({ dtype, bytes })).toBe(false);
    bytes.set(dtype === 'F16' ? [0x00, 0xfc] : [0x80, 0xff], bytes.length - 2);
    expect(decodedLayer({ dtype, bytes }).at(-1)).toBe(-Infinity);
    expect(holdsNonFinite({ dtype, bytes })).toBe(true);
  });
});

describe('values that are decoded already', () => {
  it('come back as they are', () => {
    const values = Float32Array.of(1.5, -0, 3e38);
    expect(decodedLayer(values)).toBe(values);
    expect(decodedLayer(encodedSingles(values))).toEqual(values);
  });
});
