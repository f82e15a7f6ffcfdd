import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBfloat16, decodeFloat16, decodeFloat32 } from '../../../src/core/recording/halfPrecision.ts';
import { ResidualDecoder, type ResidualDtype } from '../../../src/core/recording/residualDecoder.ts';

const whole: Record<ResidualDtype, (bytes: Uint8Array) => Float32Array> = { F16: decodeFloat16, BF16: decodeBfloat16, F32: decodeFloat32 };
const width: Record<ResidualDtype, number> = { F16: 2, BF16: 2, F32: 4 };

describe('activations that arrive in pieces', () => {
  it.each(['F16', 'BF16', 'F32'] as const)('are those of the whole, wherever it is cut (%s)', (dtype) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(fc.nat(64), { maxLength: 8 }), (random, cuts) => {
        const bytes = random.subarray(0, random.length - (random.length % width[dtype]));
        const decoder = new ResidualDecoder(dtype, bytes.length / width[dtype]);
        const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        let from = 0;
        for (const end of ends) {
          decoder.take(bytes.subarray(from, end));
          from = end;
          expect(decoder.received).toBe(end);
        }
        expect(new Uint32Array(decoder.values.buffer)).toEqual(new Uint32Array(whole[dtype](bytes).buffer));
      }),
    );
  });

  it('are refused when there are more of them than values', () => {
    const decoder = new ResidualDecoder('F16', 2);
    decoder.take(new Uint8Array(3));
    expect(() => decoder.take(new Uint8Array(2))).toThrow(RangeError);
  });
});
