/** Text inside a PNG file: an `iTXt` chunk, which viewers skip and readers of metadata find by its keyword. */
import { crc32 } from '../recording/crc32.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum around the data of a chunk. */
const FRAME = 12;

export interface PngChunk {
  /** Four ASCII letters. */
  readonly type: string;
  readonly data: Uint8Array;
}

export function isPng(bytes: Uint8Array): boolean {
  return bytes.length > SIGNATURE.length && SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** Every chunk in order, as views. Throws RangeError where the file is no PNG, ends early or fails a checksum. */
export function pngChunks(bytes: Uint8Array): PngChunk[] {
  if (!isPng(bytes)) throw new RangeError('not a PNG file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  for (let at = SIGNATURE.length; at < bytes.length; ) {
    if (at + FRAME > bytes.length) throw new RangeError(`the file ends within a chunk, at byte ${bytes.length}`);
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) throw new RangeError(`the file ends within a chunk, at byte ${bytes.length}`);
    const type = new TextDecoder('latin1').decode(bytes.subarray(at + 4, at + 8));
    if (view.getUint32(end) !== crc32(bytes.subarray(at + 4, end))) throw new RangeError(`the checksum of chunk ${type} at byte ${at} is wrong`);
    chunks.push({ type, data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

/** The same picture with a text under a keyword, right after the header. `keyword` is 1 to 79 Latin letters. */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const [header] = pngChunks(png);
  const split = SIGNATURE.length + FRAME + (header?.data.length ?? 0);
  // Keyword, then: not compressed, no method, no language, no translated keyword.
  const data = new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`);
  const chunk = chunkBytes('iTXt', data);
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, split));
  out.set(chunk, split);
  out.set(png.subarray(split), split + chunk.length);
  return out;
}

/** The text under a keyword, or null. Compressed texts are not read. */
export function pngText(png: Uint8Array, keyword: string): string | null {
  const opening = `${keyword}\0\0\0\0\0`;
  for (const { type, data } of pngChunks(png)) {
    if (type !== 'iTXt') continue;
    const text = new TextDecoder().decode(data);
    if (text.startsWith(opening)) return text.slice(opening.length);
  }
  return null;
}

function chunkBytes(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(FRAME + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
