import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteCollector } from '../../../src/core/recording/byteSource.ts';

describe('bytes that arrive in pieces', () => {
  it('are those of the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(fc.nat(64), { maxLength: 8 }), (bytes, cuts) => {
        const collector = new ByteCollector(bytes.length);
        const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        let from = 0;
        for (const end of ends) {
          collector.take(bytes.subarray(from, end));
          from = end;
          expect(collector.received).toBe(end);
        }
        expect(collector.bytes).toEqual(bytes);
      }),
    );
  });

  it('are refused when there are more of them than expected', () => {
    const collector = new ByteCollector(4);
    collector.take(new Uint8Array(3));
    expect(() => collector.take(new Uint8Array(2))).toThrow(RangeError);
  });
});
