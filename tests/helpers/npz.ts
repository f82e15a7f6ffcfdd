/** A small strict reader of .npz files: stored or deflated entries, version 1 .npy, C order, little-endian numbers. */
import { inflateRawSync } from 'node:zlib';

export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** Bytes of every entry, by name without `.npy`. */
export function readNpz(file: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let end = file.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new Error('not a zip file: no end of central directory');
  const entries = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new Error(`no directory entry at byte ${at}`);
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const bytes = file.subarray(start, start + packed);
    if (method !== 0 && method !== 8) throw new Error(`${name}: compression method ${method}`);
    entries.set(name.replace(/\.npy$/, ''), method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

interface NpyHeader {
  readonly view: DataView;
  readonly start: number;
  readonly type: string;
  readonly shape: readonly number[];
  readonly count: number;
}

function readHeader(bytes: Uint8Array): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 6) !== '\u0093NUMPY' || view.getUint8(6) !== 1) throw new Error('not a version 1 .npy array');
  const start = 10 + view.getUint16(8, true);
  const header = text(10, start);
  const type = /'descr': '([^']+)'/.exec(header)?.[1];
  const shape = /'shape': \(([\d, ]*)\)/.exec(header)?.[1]?.split(',').filter((part) => part.trim() !== '').map(Number);
  if (type === undefined || shape === undefined || !header.includes("'fortran_order': False")) throw new Error(`unexpected header ${header}`);
  return { view, start, type, shape, count: shape.reduce((product, length) => product * length, 1) };
}

function checkLength({ view, start, count }: NpyHeader, width: number): void {
  if (start + count * width !== view.byteLength) throw new Error(`${view.byteLength - start} bytes for ${count} values of ${width}`);
}

/** A numeric or boolean array as Float64. */
export function readNpy(bytes: Uint8Array): NpyArray {
  const header = readHeader(bytes);
  const { view, start } = header;
  const readers: Record<string, [width: number, read: (at: number) => number]> = {
    '<f4': [4, (at) => view.getFloat32(at, true)],
    '<f8': [8, (at) => view.getFloat64(at, true)],
    '|b1': [1, (at) => view.getUint8(at)],
    '|i1': [1, (at) => view.getInt8(at)],
  };
  const reader = readers[header.type];
  if (reader === undefined) throw new Error(`type ${header.type} is not read here`);
  const [width, read] = reader;
  checkLength(header, width);
  return { shape: header.shape, values: Float64Array.from({ length: header.count }, (_, i) => read(start + i * width)) };
}

/** An array of fixed-width strings (numpy `<U9`), padding removed. */
export function readNpyWords(bytes: Uint8Array): string[] {
  const header = readHeader(bytes);
  const letters = Number(/^<U(\d+)$/.exec(header.type)?.[1]);
  if (!(letters > 0)) throw new Error(`type ${header.type} is not a string`);
  checkLength(header, 4 * letters);
  return Array.from({ length: header.count }, (_, word) => {
    const codes = Array.from({ length: letters }, (_none, i) => header.view.getUint32(header.start + 4 * (word * letters + i), true));
    return String.fromCodePoint(...codes.filter((code) => code !== 0));
  });
}
