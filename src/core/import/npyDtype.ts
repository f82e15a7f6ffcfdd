import { shortened } from '../recording/recordingError.ts';
import type { ArrayDtype } from './arrayFile.ts';
import type { ArrayLayout } from './arrayLayout.ts';
import { nameInCommand, SAVE_AGAIN, type Fail } from './importError.ts';

export type NpyType = Pick<ArrayLayout, 'dtype' | 'width' | 'bigEndian' | 'characters'>;

const NUMBERS: ReadonlyMap<string, readonly [ArrayDtype, number]> = new Map([
  ['b1', ['bool', 1]],
  ['i1', ['i8', 1]], ['i2', ['i16', 2]], ['i4', ['i32', 4]], ['i8', ['i64', 8]],
  ['u1', ['u8', 1]], ['u2', ['u16', 2]], ['u4', ['u32', 4]], ['u8', ['u64', 8]],
  ['f2', ['f16', 2]], ['f4', ['f32', 4]], ['f8', ['f64', 8]],
]);

/** The type that a header's `descr` names. Refuses, with a way out, what is not numbers, booleans or text. */
export function npyDtype(descr: unknown, name: string, file: string, fail: Fail): NpyType {
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
