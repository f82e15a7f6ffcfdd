/** What array files hold, decoded a second time: slowly, value by value, without the code under test. */
import { product } from './target.ts';

export interface OracleArray {
  readonly shape: readonly number[];
  readonly values: readonly (number | string)[];
}

type Read = (view: DataView, at: number, little: boolean) => number;

const READERS: Readonly<Record<string, readonly [width: number, read: Read]>> = {
  bool: [1, (view, at) => view.getUint8(at)],
  i8: [1, (view, at) => view.getInt8(at)],
  u8: [1, (view, at) => view.getUint8(at)],
  i16: [2, (view, at, little) => view.getInt16(at, little)],
  u16: [2, (view, at, little) => view.getUint16(at, little)],
  i32: [4, (view, at, little) => view.getInt32(at, little)],
  u32: [4, (view, at, little) => view.getUint32(at, little)],
  i64: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  u64: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  f16: [2, (view, at, little) => half(view.getUint16(at, little))],
  bf16: [2, (view, at, little) => single(view.getUint16(at, little))],
  f32: [4, (view, at, little) => view.getFloat32(at, little)],
  f64: [8, (view, at, little) => view.getFloat64(at, little)],
};

/** Binary16 by way of its definition. */
function half(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size = exponent === 31 ? (fraction ? NaN : Infinity) : exponent === 0 ? (fraction / 1024) * 2 ** -14 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits >> 15 ? -size : size;
}

function single(upper: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, upper);
  return view.getFloat32(0);
}

export function decoded(dtype: string, bytes: Uint8Array, little = true): number[] {
  const [width, read] = READERS[dtype]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / width }, (_, i) => read(view, i * width, little));
}

const NPY_DTYPES: Readonly<Record<string, string>> = { b1: 'bool', i1: 'i8', u1: 'u8', i2: 'i16', u2: 'u16', i4: 'i32', u4: 'u32', i8: 'i64', u8: 'u64', f2: 'f16', f4: 'f32', f8: 'f64' };

/** The array of a .npy file that a reader has accepted; null where its header is not as numpy spells it. */
export function npyOracle(bytes: Uint8Array): OracleArray | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes[6] === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  const header = Buffer.from(bytes.subarray(bytes[6] === 1 ? 10 : 12, start)).toString('latin1');
  const found = /^\{'descr': '([<>|])([a-zA-Z]\d+)', 'fortran_order': (True|False), 'shape': \(([\d, ]*)\), \} *\n$/.exec(header);
  if (found === null) return null;
  const [, order, type, fortran, sizes] = found as unknown as [string, string, string, string, string];
  const shape = sizes.split(',').filter((size) => size.trim() !== '').map(Number);
  const data = bytes.subarray(start);
  const little = order !== '>';
  const dtype = NPY_DTYPES[type];
  const stored: readonly (number | string)[] = dtype === undefined ? texts(type, data, little, product(shape)) : decoded(dtype, data, little);
  return { shape, values: fortran === 'True' ? rowMajor(stored, shape) : stored };
}

function texts(type: string, data: Uint8Array, little: boolean, count: number): string[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const length = Number(type.slice(1));
  return Array.from({ length: count }, (_, i) => {
    const text =
      type[0] === 'U'
        ? Array.from({ length }, (_none, c) => String.fromCodePoint(view.getUint32(4 * (i * length + c), little))).join('')
        : Buffer.from(data.subarray(i * length, (i + 1) * length)).toString('utf8');
    return text.replace(/\0+$/, '');
  });
}

/** By the place of each index, worked out anew for every value. */
function rowMajor<T>(stored: readonly T[], shape: readonly number[]): T[] {
  return stored.map((_, place) => {
    let left = place;
    let step = stored.length;
    let column = 0;
    let columnStep = 1;
    for (const size of shape) {
      step /= size;
      const index = Math.floor(left / step);
      left -= index * step;
      column += index * columnStep;
      columnStep *= size;
    }
    return stored[column]!;
  });
}

/** Tensors of a safetensors file that a reader has accepted. */
export function safetensorsOracle(bytes: Uint8Array): Map<string, OracleArray> {
  const start = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(headerText(bytes)) as Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  return new Map(
    names.flatMap((name): [string, OracleArray][] => {
      const { dtype, shape, data_offsets: [from, to] } = Object.getOwnPropertyDescriptor(header, name)!.value as (typeof header)[string];
      // A reader may pass over tensors that it does not know, whatever they hold.
      if (!Object.hasOwn(READERS, dtype.toLowerCase())) return [];
      return [[name, { shape, values: decoded(dtype.toLowerCase(), bytes.subarray(start + from, start + to)) }]];
    }),
  );
}

/** Lists and values of a JSON file, by the dotted path to them. */
export function jsonOracle(bytes: Uint8Array): Map<string, OracleArray> {
  const arrays = new Map<string, OracleArray>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const key of Object.keys(value)) visit(Object.getOwnPropertyDescriptor(value, key)!.value, [...path, key]);
      return;
    }
    const shape: number[] = [];
    for (let level = value; Array.isArray(level); level = level[0]) shape.push(level.length);
    const items = (Array.isArray(value) ? value.flat(Infinity) : [value]) as (number | string | boolean | null)[];
    arrays.set(path.length === 0 ? 'file' : path.join('.'), { shape, values: items.map((item) => (item === null ? NaN : typeof item === 'boolean' ? Number(item) : item)) });
  };
  visit(JSON.parse(new TextDecoder().decode(bytes)), []);
  return arrays;
}

/** Whether every key of a JSON text reached its value: a key given twice leaves more colons than the value has keys. */
export function everyKeyKept(text: string): boolean {
  const colons = text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
  const keys = (value: unknown): number =>
    typeof value !== 'object' || value === null ? 0 : Object.values(value).reduce((sum: number, item) => sum + keys(item), Array.isArray(value) ? 0 : Object.keys(value).length);
  return colons === keys(JSON.parse(text));
}

export function headerText(bytes: Uint8Array): string {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return new TextDecoder().decode(bytes.subarray(8, 8 + length));
}
