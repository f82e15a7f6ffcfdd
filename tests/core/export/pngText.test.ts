import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { pngChunks, pngText, withPngText } from '../../../src/core/export/pngText.ts';
import { crc32 } from '../../../src/core/recording/crc32.ts';

const picture = (): Uint8Array => {
  const png = new PNG({ width: 3, height: 2 });
  png.data.fill(200);
  return new Uint8Array(PNG.sync.write(png));
};

describe('text in a PNG', () => {
  it('is found again, and every other chunk stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const before = picture();
        const after = withPngText(before, 'figure', text);
        expect(pngText(after, 'figure')).toBe(text);
        expect(pngChunks(after).filter(({ type }) => type !== 'iTXt')).toEqual(pngChunks(before));
      }),
    );
  });

  it('leaves a picture that others can read', () => {
    const { width, height, data } = PNG.sync.read(Buffer.from(withPngText(picture(), 'figure', '{"a": "<script>"}')));
    expect([width, height, data[0]]).toEqual([3, 2, 200]);
  });

  it('is known by its keyword alone', () => {
    expect(pngText(withPngText(picture(), 'other', 'x'), 'figure')).toBeNull();
    expect(pngText(picture(), 'figure')).toBeNull();
  });

  it('is not read from a file that is damaged, cut short or no PNG', () => {
    const file = withPngText(picture(), 'figure', 'text');
    const damaged = file.slice();
    damaged[60]! ^= 1;
    expect(() => pngText(damaged, 'figure')).toThrow(RangeError);
    expect(() => pngText(file.subarray(0, file.length - 3), 'figure')).toThrow(/ends within a chunk/);
    expect(() => pngText(new Uint8Array(40), 'figure')).toThrow(/not a PNG/);
  });

  it('has the checksum of the standard', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
