import { describe, expect, it } from 'vitest';
import { gifWriter, sharedPalette } from '../../../src/views/export/gifWriter.ts';

type Colour = readonly [number, number, number];
const red: Colour = [255, 0, 0];
const blue: Colour = [0, 0, 255];

const picture = (colours: readonly Colour[]): Uint8ClampedArray => Uint8ClampedArray.from(colours.flatMap(([r, g, b]) => [r, g, b, 255]));

/** The frames of a GIF as its blocks say: delay, transparency, and how many bytes of packed pixels. */
function framesOf(gif: Uint8Array): { delay: number; transparent: boolean; bytes: number }[] {
  const view = new DataView(gif.buffer, gif.byteOffset, gif.byteLength);
  const ascii = (from: number, to: number) => String.fromCharCode(...gif.subarray(from, to));
  expect(ascii(0, 6)).toBe('GIF89a');
  let at = 13 + (gif[10]! & 0x80 ? 3 * 2 ** ((gif[10]! & 7) + 1) : 0);
  const frames: { delay: number; transparent: boolean; bytes: number }[] = [];
  let control = { delay: 0, transparent: false };
  const skipBlocks = (): number => {
    let bytes = 0;
    for (let length = gif[at]!; length > 0; length = gif[at]!) {
      bytes += length;
      at += length + 1;
    }
    at++;
    return bytes;
  };
  for (;;) {
    const mark = gif[at]!;
    if (mark === 0x3b) return frames;
    if (mark === 0x21) {
      if (gif[at + 1] === 0xf9) control = { delay: view.getUint16(at + 4, true), transparent: (gif[at + 3]! & 1) === 1 };
      at += 2;
      skipBlocks();
    } else if (mark === 0x2c) {
      at += 10 + (gif[at + 9]! & 0x80 ? 3 * 2 ** ((gif[at + 9]! & 7) + 1) : 0) + 1;
      frames.push({ ...control, bytes: skipBlocks() });
    } else throw new Error(`byte ${at} is ${mark}`);
  }
}

describe('a GIF', () => {
  it('has every picture with its time, the later ones saying only what changed', () => {
    const first = picture(Array.from({ length: 400 }, (_, i) => (i % 7 < 3 ? red : blue)));
    const second = first.slice();
    second.set(picture([blue, red]), 0);
    const writer = gifWriter(20, 20, sharedPalette([first, second]));
    writer.add(first, 25);
    writer.add(second, 30);
    writer.add(second, 200);
    const frames = framesOf(writer.bytes());
    expect(frames.map(({ delay, transparent }) => [delay, transparent])).toEqual([[25, false], [30, true], [200, true]]);
    expect(frames[2]!.bytes).toBeLessThan(frames[0]!.bytes);
  });

  it('does justice to the colours of every sampled picture', () => {
    const palette = sharedPalette([picture(Array.from({ length: 50 }, () => red)), picture(Array.from({ length: 50 }, () => blue))]);
    const near = ([r, g, b]: Colour) => palette.some((colour) => Math.hypot(colour[0]! - r, colour[1]! - g, colour[2]! - b) < 12);
    expect([near(red), near(blue)]).toEqual([true, true]);
  });
});
