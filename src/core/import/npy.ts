/**
 * One array as numpy.save writes it: its type, its header (versions 1 to 3,
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html), its file.
 */
import { type ByteSource, readExactly, sourceStream } from '../recording/byteSource.ts';
import { shortened } from '../recording/failure.ts';
import { type ArrayDtype, type ArrayFile, type ArrayLayout, elementCount } from './arrayFile.ts';
import { binaryArrayFile } from './binaryArrayFile.ts';
import { DOWNLOAD_AGAIN, type Fail, failIn, fileStem, nameInCommand, SAVE_AGAIN } from './importError.ts';
import { MAX_NPY_HEADER_BYTES } from './limits.ts';
import { parsePythonLiteral } from './pythonLiteral.ts';

export type NpyType = Pick<ArrayLayout, 'dtype' | 'width' | 'bigEndian' | 'characters'>;

const NUMBERS: ReadonlyMap<string, readonly [ArrayDtype, number]> = new Map([
  ['b1', ['bool', 1]],
  ['i1', ['i8', 1]], ['i2', ['i16', 2]], ['i4', ['i32', 4]], ['i8', ['i64', 8]],
  ['u1', ['u8', 1]], ['u2', ['u16', 2]], ['u4', ['u32', 4]], ['u8', ['u64', 8]],
  ['f2', ['f16', 2]], ['f4', ['f32', 4]], ['f8', ['f64', 8]],
]);

/** The type that a header's `descr` names. Refuses, with a way out, what is not numbers, booleans or text. */
function npyDtype(descr: unknown, name: string, file: string, fail: Fail): NpyType {
  const refuse = (reason: string, remedy: string): Error => fail('invalid', name, `Array ${shortened(name)} ${reason}.`, remedy);
  if (Array.isArray(descr)) {
    throw refuse('has a structured type, a record of several fields', 'Save each field as an array of its own: np.savez("fields.npz", **{f: a[f] for f in a.dtype.names}).');
  }
  const parts = typeof descr === 'string' ? /^([<>|])([a-zA-Z])(\d{0,9})(\[\w+\])?$/.exec(descr) : null;
  if (parts === null) throw refuse(`has the type ${shortened(descr)}, which numpy does not write`, SAVE_AGAIN);
  const [, order, kind, digits] = parts as unknown as [string, string, string, string];
  const bigEndian = order === '>';
  if (kind === 'O') throw refuse('holds Python objects: they are stored as a pickle, which runs code when it is read', objectRemedy(file));
  if (kind === 'U' || kind === 'S' || kind === 'a') {
    const length = Number(digits);
    if (digits === '') throw refuse(`has the type ${shortened(descr)}, without a length`, SAVE_AGAIN);
    return { dtype: 'text', width: kind === 'U' ? 4 * length : length, bigEndian, characters: kind === 'U' ? 'ucs4' : 'utf8' };
  }
  const number = NUMBERS.get(kind + digits);
  if (number !== undefined && parts[4] === undefined && (order !== '|' || number[1] === 1)) {
    return { dtype: number[0], width: number[1], bigEndian, characters: null };
  }
  if (kind === 'c') throw refuse('holds complex numbers', 'Save the real and the imaginary part as two arrays.');
  if (kind === 'M' || kind === 'm') throw refuse('holds dates or durations', "Save them as numbers or as text: a.astype('U').");
  if (kind === 'V') throw refuse('holds raw bytes, as numpy writes bfloat16 and other types it does not know', 'Save the array as single precision: a.astype(np.float32).');
  throw refuse(`has the type ${shortened(descr)}, which is not read here`, 'Save the array as single precision: a.astype(np.float32).');
}

function objectRemedy(file: string): string {
  const name = nameInCommand(file, 'x.npz');
  const plain = name.replace(/\.np[yz]$/, '') + '-plain.npz';
  return `If the file is your own, save it without them: python -c "import numpy as np; d = np.load('${name}', allow_pickle=True); np.savez('${plain}', **{k: v for k, v in d.items() if v.dtype != object})".`;
}

// The header of a .npy array, versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.

/** Bytes that say how long the header is, at most. */
export const NPY_PREFIX_BYTES = 12;

/** Whether `head` begins as a .npy array does. */
export function isNpy(head: Uint8Array): boolean {
  return startsWith(head, [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]);
}

/** First byte of the data, from the first NPY_PREFIX_BYTES; `total` is the length of header and data together. */
export function npyDataStart(prefix: Uint8Array, total: number, name: string, fail: Fail): number {
  if (!isNpy(prefix)) throw fail('wrong-format', name, `${shortened(name)} is no numpy array: it does not begin as one.`, 'Save the arrays with numpy.savez or numpy.save.');
  const major = prefix[6] ?? 0;
  if (prefix.length < (major === 1 ? 10 : NPY_PREFIX_BYTES)) throw truncated(name, fail);
  if (major < 1 || major > 3) throw fail('unknown-version', name, `Array ${shortened(name)} is of .npy version ${major}; versions 1 to 3 are read.`, 'Save the array with numpy.save.');
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  const start = major === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (start > MAX_NPY_HEADER_BYTES) throw fail('too-large', name, `The header of array ${shortened(name)} claims ${start} bytes; at most ${MAX_NPY_HEADER_BYTES} are read.`, SAVE_AGAIN);
  if (start > total) throw truncated(name, fail);
  return start;
}

/**
 * Type, shape and order of an array. `header` holds the file up to the data, which `npyDataStart` gave; `total` is the length of
 * both: it must be what the shape asks for, neither less nor more.
 */
export function parseNpyHeader(header: Uint8Array, total: number, name: string, file: string, fail: Fail): ArrayLayout {
  const damaged = (what: string): Error => fail('invalid', name, `The header of array ${shortened(name)} ${what}.`, SAVE_AGAIN);
  const major = header[6]!;
  const text = headerText(header.subarray(major === 1 ? 10 : 12), major);
  const value = text === null ? undefined : parsePythonLiteral(text);
  if (!(value instanceof Map)) throw damaged('is not a Python dictionary');
  const fields = value as ReadonlyMap<string, unknown>;
  if (fields.size !== 3 || !fields.has('descr') || !fields.has('fortran_order') || !fields.has('shape')) {
    throw damaged(`has the keys ${shortened([...fields.keys()])}, not descr, fortran_order and shape`);
  }
  const fortran = fields.get('fortran_order');
  if (typeof fortran !== 'boolean') throw damaged(`gives fortran_order ${shortened(fortran)}`);
  const shape = fields.get('shape');
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && (size as number) >= 0)) throw damaged(`gives the shape ${shortened(shape)}`);
  const type = npyDtype(fields.get('descr'), name, file, fail);
  const sizes = shape as readonly number[];
  const count = elementCount(sizes, type.width);
  if (count === null) throw fail('too-large', name, `Array ${shortened(name)} claims the shape ${shortened(sizes)}.`, SAVE_AGAIN);
  const held = total - header.length;
  if (held !== count * type.width) {
    const message = `Array ${shortened(name)} of shape ${shortened(sizes)} takes ${count * type.width} bytes; ${held} follow its header.`;
    throw held < count * type.width ? fail('truncated', name, message, DOWNLOAD_AGAIN) : fail('size-mismatch', name, message, SAVE_AGAIN);
  }
  return { name, shape: sizes, count, fortran, ...type };
}

function headerText(bytes: Uint8Array, major: number): string | null {
  if (major < 3) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function truncated(name: string, fail: Fail): Error {
  return fail('truncated', name, `Array ${shortened(name)} ends within its header.`, DOWNLOAD_AGAIN);
}

/** One array as numpy.save writes it, named by the file's stem. Rejects with RecordingError, or as the source does. */
export async function openNpy(source: ByteSource, signal?: AbortSignal): Promise<ArrayFile> {
  const fail = failIn(source.name);
  const total = source.byteLength;
  const name = fileStem(source.name) || 'array';
  const prefix = await readExactly(source, 0, Math.min(NPY_PREFIX_BYTES, total), fail, signal);
  const start = npyDataStart(prefix, total, name, fail);
  const header = await readExactly(source, 0, start, fail, signal);
  const layout = parseNpyHeader(header, total, name, source.name, fail);
  return binaryArrayFile(source.name, 'npy', [{ layout, stream: sourceStream(source, start, total, fail) }]);
}
