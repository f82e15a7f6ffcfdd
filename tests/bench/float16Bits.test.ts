import { describe, expect, it } from 'vitest';
import { float16Bits } from '../../bench/arrays/float16Bits.ts';
import { float16Value } from '../../src/core/recording/encodedLayer.ts';

describe('numbers as binary16', () => {
  it('gives every value of the format back as it was', () => {
    for (let bits = 0; bits < 65536; bits++) {
      const value = float16Value(bits);
      if (Number.isNaN(value)) expect(Number.isNaN(float16Value(float16Bits(value)))).toBe(true);
      else if (float16Bits(value) !== bits) expect.fail(`${bits} became ${float16Bits(value)}`);
    }
  });

  it('takes the nearest value, and the even one of two equally near', () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [below, above] = [float16Value(bits), float16Value(bits + 1)];
      const middle = (below + above) / 2;
      const gap = above - below;
      expect(float16Bits(middle - gap / 8)).toBe(bits);
      expect(float16Bits(middle + gap / 8)).toBe(bits + 1);
      expect(float16Bits(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
    }
  });

  it('turns what is too large into infinity and what is too small into a signed zero', () => {
    expect(float16Value(float16Bits(65519))).toBe(65504);
    expect(float16Value(float16Bits(65520))).toBe(Infinity);
    expect(float16Value(float16Bits(-1e9))).toBe(-Infinity);
    expect(Object.is(float16Value(float16Bits(-(2 ** -26))), -0)).toBe(true);
  });
});
