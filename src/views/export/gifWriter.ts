/** Pictures into a GIF: one palette for all of them, and of every picture only what changed since the one before. */
import { applyPalette, GIFEncoder, quantize, type Palette } from 'gifenc';

/** One colour of the 256 is left for "as before". */
const COLOURS = 255;
/** Most pixels that the palette is drawn from. */
const SAMPLED_PIXELS = 2_000_000;

export interface GifWriter {
  /** @param rgba width * height * 4 @param delay hundredths of a second */
  add(rgba: Uint8ClampedArray, delay: number): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** One palette that does justice to several pictures. */
export function sharedPalette(pictures: readonly Uint8ClampedArray[]): Palette {
  const pixels = pictures.reduce((sum, { length }) => sum + length / 4, 0);
  // An odd stride, so that no column of the picture is preferred.
  const stride = Math.max(1, Math.ceil(pixels / SAMPLED_PIXELS) | 1);
  const sampled = pictures.map((rgba) => {
    if (stride === 1) return rgba;
    const words = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
    return new Uint8ClampedArray(Uint32Array.from({ length: Math.ceil(words.length / stride) }, (_, i) => words[i * stride]!).buffer);
  });
  const all = new Uint8ClampedArray(sampled.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of sampled) {
    all.set(part, at);
    at += part.length;
  }
  return quantize(all, COLOURS);
}

/** Plays for ever. */
export function gifWriter(width: number, height: number, palette: Palette): GifWriter {
  const gif = GIFEncoder();
  const unchanged = palette.length;
  const table = [...palette, [0, 0, 0]];
  let before: Uint8Array | null = null;
  return {
    add(rgba, delay) {
      const index = applyPalette(rgba, palette);
      const written = index.slice();
      if (before !== null) {
        for (let i = 0; i < index.length; i++) if (index[i] === before[i]) written[i] = unchanged;
      }
      const first = before === null;
      gif.writeFrame(written, width, height, {
        ...(first ? { palette: table, repeat: 0 } : { transparent: true, transparentIndex: unchanged }),
        delay: delay * 10,
        dispose: 1,
      });
      before = index;
    },
    bytes() {
      gif.finish();
      return gif.bytes();
    },
  };
}
