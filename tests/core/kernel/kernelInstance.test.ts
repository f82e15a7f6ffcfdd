/** The pieces of the kernel one by one, beside what they stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelInstance } from '../../../src/core/kernel/kernelInstance.ts';
import { axisSigns } from '../../../src/core/linalg/orientAxes.ts';
import { decodeBfloat16, decodeFloat16 } from '../../../src/core/recording/encodedLayer.ts';

const kernel = KernelInstance.create()!;

function decoded(name: 'decodeFloat16' | 'decodeBfloat16', bytes: Uint8Array): { values: Float32Array; special: number } {
  return kernel.borrow(() => {
    const count = bytes.length / 2;
    const source = kernel.put(bytes);
    const target = kernel.take(count * 4);
    const special = kernel.exports[name](source, target, count);
    return { values: kernel.floats(target, count).slice(), special };
  });
}

describe.each([
  ['decodeFloat16', decodeFloat16, 0x7c00],
  ['decodeBfloat16', decodeBfloat16, 0x7f80],
] as const)('%s of the kernel', (name, plain, exponent) => {
  it('gives all 65,536 values to the bit, but for those it tells of', () => {
    const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
    const finite = all.filter((bits) => (bits & exponent) !== exponent);
    // An odd number of values, so that the last ones are decoded one by one.
    const bytes = new Uint8Array(finite.buffer, 0, finite.byteLength - 2);
    const { values, special } = decoded(name, bytes);
    expect(special).toBe(0);
    expect(new Uint32Array(values.buffer)).toEqual(new Uint32Array(plain(bytes).buffer));
  });

  it('tells of a single infinity or NaN wherever it is', () => {
    for (const bits of [exponent, exponent | 0x8000, exponent | 1, 0xffff]) {
      for (let at = 0; at < 19; at++) {
        const halves = new Uint16Array(19).fill(0x3c00);
        halves[at] = bits;
        expect(decoded(name, new Uint8Array(halves.buffer)).special).toBe(1);
      }
    }
  });
});

describe('the sign of the largest', () => {
  it('is that of axisSigns, the first of equal ones deciding', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-2, -1, -0, 0, 1, 2), { minLength: 1, maxLength: 9 }), (values) => {
        const some = Float64Array.from(values);
        const sign = kernel.borrow(() => kernel.exports.signOfLargest(kernel.put(some), some.length));
        expect(sign).toBe(axisSigns(some, 1)[0]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the memory of a kernel', () => {
  it('is handed out in sixteens and given back however the work ends', () => {
    const own = KernelInstance.create()!;
    const first = own.take(5);
    expect(first % 16).toBe(0);
    expect(() => own.borrow(() => {
      own.take(1000);
      throw new Error('broken off');
    })).toThrow('broken off');
    expect(own.take(1) - first).toBe(16);
  });

  it('ends at half of what can be addressed', () => {
    const own = KernelInstance.create()!;
    expect(own.fits(2 ** 31)).toBe(false);
    expect(() => own.take(2 ** 31)).toThrow(RangeError);
    expect(own.fits(1e6)).toBe(true);
  });
});
