import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSha256 } from '../../../src/core/recording/sha256.ts';

function digest(...pieces: readonly Uint8Array[]): string {
  const hash = createSha256();
  for (const piece of pieces) hash.update(piece);
  return hash.hex();
}

const ascii = (text: string) => new TextEncoder().encode(text);

describe('SHA-256', () => {
  // The examples of FIPS 180-4 and of the NIST test vectors.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('agrees with the published vectors', (text, expected) => {
    expect(digest(ascii(text))).toBe(expected);
  });

  it('agrees with another implementation at every length around a block', () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
      expect(digest(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('does not depend on how the bytes were cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 8 }), (pieces) => {
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        expect(digest(...pieces)).toBe(createHash('sha256').update(whole).digest('hex'));
      }),
    );
  });

  it('gives the same digest again and takes no more bytes after it', () => {
    const hash = createSha256();
    hash.update(ascii('abc'));
    expect(hash.hex()).toBe(hash.hex());
    expect(() => hash.update(ascii('d'))).toThrow(RangeError);
  });
});
