/**
 * Arrays for numpy: `.npy` version 1.0, C order, little-endian, and named ones together in one `.npz` (a zip), as
 * `numpy.load` reads them.
 */
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';

/** `shape` counts as many values as there are; [] is a single one. `U` is text, of which numpy keeps no trailing NUL. */
export type NpyArray =
  | { readonly type: 'f4'; readonly shape: readonly number[]; readonly values: Float32Array }
  | { readonly type: 'f8'; readonly shape: readonly number[]; readonly values: Float64Array }
  | { readonly type: 'i4'; readonly shape: readonly number[]; readonly values: Int32Array }
  /** 0 is false, all else true. */
  | { readonly type: 'b1'; readonly shape: readonly number[]; readonly values: Uint8Array }
  | { readonly type: 'U'; readonly shape: readonly number[]; readonly values: readonly string[] };

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** Header and data begin at multiples of this, as numpy writes them. */
const ALIGNMENT = 64;
/** What stands for half a surrogate pair: no code point of its own. */
const REPLACEMENT = 0xfffd;

/** The whole file. Throws RangeError where shape and values disagree or the header is longer than version 1.0 can say. */
export function npyBytes(array: NpyArray): Uint8Array<ArrayBuffer> {
  const count = array.shape.reduce((product, length) => product * length, 1);
  if (count !== array.values.length) throw new RangeError(`shape [${array.shape.join(', ')}] has ${count} values; ${array.values.length} were given`);
  if (array.type === 'U') return textBytes(array.shape, array.values);
  const width = array.values.BYTES_PER_ELEMENT;
  const { bytes, view, start } = blank(array.type === 'b1' ? '|b1' : `<${array.type}`, array.shape, count * width);
  switch (array.type) {
    case 'f4':
      array.values.forEach((value, i) => view.setFloat32(start + 4 * i, value, true));
      break;
    case 'f8':
      array.values.forEach((value, i) => view.setFloat64(start + 8 * i, value, true));
      break;
    case 'i4':
      array.values.forEach((value, i) => view.setInt32(start + 4 * i, value, true));
      break;
    case 'b1':
      array.values.forEach((value, i) => view.setUint8(start + i, value === 0 ? 0 : 1));
  }
  return bytes;
}

/** Fixed-width UCS-4, padded with NUL, as wide as the longest text and at least one letter. */
function textBytes(shape: readonly number[], texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const letters = texts.map((text) => Array.from(text, (letter) => codePoint(letter)));
  const width = letters.reduce((most, codes) => Math.max(most, codes.length), 1);
  const { bytes, view, start } = blank(`<U${width}`, shape, texts.length * width * 4);
  letters.forEach((codes, word) => codes.forEach((code, i) => view.setUint32(start + 4 * (word * width + i), code, true)));
  return bytes;
}

function codePoint(letter: string): number {
  const code = letter.codePointAt(0)!;
  return code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code;
}

/** A file with its header and room for the data, which begin at `start`. */
function blank(descr: string, shape: readonly number[], dataBytes: number): { bytes: Uint8Array<ArrayBuffer>; view: DataView; start: number } {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const start = Math.ceil((MAGIC.length + 2 + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const headerLength = start - MAGIC.length - 2;
  if (headerLength > 0xffff) throw new RangeError(`a header of ${headerLength} bytes; .npy 1.0 holds at most 65535`);
  const bytes = new Uint8Array(start + dataBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(MAGIC.length, headerLength, true);
  const header = `${dictionary.padEnd(headerLength - 1)}\n`;
  for (let i = 0; i < header.length; i++) bytes[MAGIC.length + 2 + i] = header.charCodeAt(i);
  return { bytes, view, start };
}

/** The texts of a `<U` array written by npyBytes, padding removed; null for anything else. */
export function npyTexts(bytes: Uint8Array): readonly string[] | null {
  if (bytes.length < 10 || !MAGIC.every((byte, i) => bytes[i] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 10 + view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, start));
  const width = Number(/'descr': '<U(\d{1,9})'/.exec(header)?.[1]);
  if (!(width > 0) || (bytes.length - start) % (4 * width) !== 0) return null;
  const texts: string[] = [];
  for (let at = start; at < bytes.length; at += 4 * width) {
    let text = '';
    for (let i = 0; i < width; i++) {
      const code = view.getUint32(at + 4 * i, true);
      if (code > 0x10ffff) return null;
      text += String.fromCodePoint(code);
    }
    texts.push(text.replace(/\0+$/, ''));
  }
  return texts;
}

// A worker would be fetched from a blob address, which a strict content policy refuses.
configure({ useWebWorkers: false });

/** The zip format cannot say less; one date for all files makes equal data equal bytes. */
const DATE = new Date(1980, 0, 1);

export type NamedArray = readonly [name: string, array: NpyArray];

/** Deflated. Throws RangeError on a name that is not letters, digits, `_` or `-`, or is given twice. */
export async function npzBytes(arrays: readonly NamedArray[], signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const names = new Set<string>();
  for (const [name] of arrays) {
    if (!/^[\w-]{1,80}$/.test(name)) throw new RangeError(`"${name}" cannot name an array`);
    if (names.has(name)) throw new RangeError(`array ${name} is given twice`);
    names.add(name);
  }
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 6, lastModDate: DATE, extendedTimestamp: false, dataDescriptor: false });
  for (const [name, array] of arrays) {
    await zip.add(`${name}.npy`, new Uint8ArrayReader(npyBytes(array)), signal === undefined ? {} : { signal });
  }
  return zip.close();
}

/** Largest entry read back here, in bytes: a manifest is some kilobytes, four bytes a letter. */
const LARGEST_ENTRY = 64 * 2 ** 20;

/** The bytes of one array of an `.npz` file; null where it is no zip, or has no such array. */
export async function npzEntry(file: Uint8Array, name: string): Promise<Uint8Array | null> {
  const zip = new ZipReader(new Uint8ArrayReader(file));
  try {
    const entry = (await zip.getEntries()).find(({ filename }) => filename === `${name}.npy`);
    if (entry === undefined || entry.directory || entry.uncompressedSize > LARGEST_ENTRY) return null;
    return await entry.getData(new Uint8ArrayWriter());
  } catch {
    return null;
  } finally {
    await zip.close();
  }
}
