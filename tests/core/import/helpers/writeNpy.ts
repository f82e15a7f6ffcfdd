/** .npy arrays in memory, written without the code under test. */

export interface NpyOptions {
  readonly fortran?: boolean;
  readonly major?: 1 | 2 | 3;
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** A .npy file around any header text, padded as numpy pads. */
export function npyFile(header: string, data: Uint8Array, major: 1 | 2 | 3 = 1): Uint8Array {
  const prefix = major === 1 ? 10 : 12;
  const text = encode(`${header}${' '.repeat(63 - ((prefix + encode(header).length) % 64))}\n`);
  const head = new Uint8Array(prefix);
  head.set([0x93, ...encode('NUMPY'), major, 0]);
  const view = new DataView(head.buffer);
  if (major === 1) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  return joined(head, text, data);
}

export function npyHeader(descr: string, shape: readonly number[], fortran = false): string {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  return `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${tuple}, }`;
}

/** Row-major values as a .npy file of the type `descr`, such as `>f4`. */
export function writeNpy(descr: string, shape: readonly number[], values: readonly number[], { fortran = false, major = 1 }: NpyOptions = {}): Uint8Array {
  const ordered = fortran ? firstAxisFastest(shape).map((place) => values[place]!) : values;
  return npyFile(npyHeader(descr, shape, fortran), numberBytes(descr, ordered), major);
}

const SETTERS: Record<string, readonly [width: number, set: (view: DataView, at: number, value: number, little: boolean) => void]> = {
  b1: [1, (view, at, value) => view.setUint8(at, value)],
  i1: [1, (view, at, value) => view.setInt8(at, value)],
  u1: [1, (view, at, value) => view.setUint8(at, value)],
  i2: [2, (view, at, value, little) => view.setInt16(at, value, little)],
  u2: [2, (view, at, value, little) => view.setUint16(at, value, little)],
  i4: [4, (view, at, value, little) => view.setInt32(at, value, little)],
  u4: [4, (view, at, value, little) => view.setUint32(at, value, little)],
  i8: [8, (view, at, value, little) => view.setBigInt64(at, BigInt(value), little)],
  u8: [8, (view, at, value, little) => view.setBigUint64(at, BigInt(value), little)],
  f4: [4, (view, at, value, little) => view.setFloat32(at, value, little)],
  f8: [8, (view, at, value, little) => view.setFloat64(at, value, little)],
};

export function numberBytes(descr: string, values: readonly number[]): Uint8Array {
  const [width, set] = SETTERS[descr.slice(1)]!;
  const bytes = new Uint8Array(width * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => set(view, i * width, value, descr[0] !== '>'));
  return bytes;
}

/** Row-major place of every value, in the order first axis fastest: by counting, not by strides. */
export function firstAxisFastest(shape: readonly number[]): number[] {
  const [first, ...rest] = shape;
  if (first === undefined) return [0];
  const size = rest.reduce((product, length) => product * length, 1);
  return firstAxisFastest(rest).flatMap((place) => Array.from({ length: first }, (_, i) => i * size + place));
}
