/** The header of a .npy array, versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. */
import { shortened } from '../recording/recordingError.ts';
import { elementCount, type ArrayLayout } from './arrayLayout.ts';
import { DOWNLOAD_AGAIN, SAVE_AGAIN, type Fail } from './importError.ts';
import { MAX_NPY_HEADER_BYTES } from './limits.ts';
import { npyDtype } from './npyDtype.ts';
import { parsePythonLiteral } from './pythonLiteral.ts';

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
