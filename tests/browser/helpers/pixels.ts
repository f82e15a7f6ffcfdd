/** Reads a PNG screenshot far enough to say whether anything was drawn. */
import { PNG } from 'pngjs';

/** Takes pictures until two in a row are the same: nothing is being drawn any more. */
export async function atRest(picture: () => Promise<Buffer>): Promise<Buffer> {
  let [before, after] = [await picture(), await picture()];
  while (!after.equals(before)) [before, after] = [after, await picture()];
  return after;
}

/** Number of distinct RGB colours and the share of pixels that differ from the commonest one. */
export function pixelVariety(png: Buffer): { colours: number; drawn: number } {
  const { data, width, height } = PNG.sync.read(png);
  const seen = new Map<number, number>();
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  return { colours: seen.size, drawn: 1 - Math.max(...seen.values()) / (width * height) };
}
