import { shortened } from '../recording/failure.ts';
import { type ArrayEntry, type ArrayFile, type ArrayLayout, checkEntries } from './arrayFile.ts';
import type { ByteStream } from '../recording/byteSource.ts';
import { decodeFixedText, ElementDecoder } from './elementDecoder.ts';
import { failIn, SAVE_AGAIN, type Fail } from './importError.ts';
import { MAX_TEXT_BYTES, MAX_TEXTS, MAX_VALUES } from './limits.ts';

export interface StoredArray {
  readonly layout: ArrayLayout;
  /** The array's own bytes, without header. */
  readonly stream: ByteStream;
}

/** A file whose arrays are stored as bytes; nothing of them is read before it is asked for. */
export function binaryArrayFile(name: string, kind: ArrayFile['kind'], stored: readonly StoredArray[]): ArrayFile {
  const fail = failIn(name);
  const arrays = stored.map(({ layout: { name: array, dtype, shape } }): ArrayEntry => ({ name: array, dtype, shape }));
  checkEntries(arrays, fail);
  const byName = new Map(stored.map((array) => [array.layout.name, array]));
  return {
    name,
    kind,
    arrays,
    async readNumbers(array, signal, onProgress) {
      const { layout, stream } = foundArray(byName, array, fail);
      checkReadAs('numbers', layout, layout.count, fail);
      const decoder = new ElementDecoder(layout, fail);
      await stream((piece) => decoder.push(piece), signal, onProgress);
      return decoder.finish();
    },
    async readText(array, signal) {
      const { layout, stream } = foundArray(byName, array, fail);
      checkReadAs('text', layout, layout.count, fail);
      return decodeFixedText(layout, await gathered(layout, stream, signal, fail), fail);
    },
  };
}

/** The array of that name. */
export function foundArray<T>(arrays: ReadonlyMap<string, T>, name: string, fail: Fail): T {
  const array = arrays.get(name);
  if (array === undefined) throw fail('invalid', name, `The file has no array named ${shortened(name)}.`, 'Choose one of its arrays.');
  return array;
}

/** Refuses to read text as numbers, numbers as text, and more of either than is read at once. */
export function checkReadAs(wanted: 'numbers' | 'text', { name, dtype }: ArrayEntry, count: number, fail: Fail): void {
  if ((dtype === 'text') !== (wanted === 'text')) {
    throw fail('invalid', name, `Array ${shortened(name)} holds ${dtype === 'text' ? 'text' : 'numbers'}; ${wanted} ${wanted === 'text' ? 'is' : 'are'} wanted here.`, 'Choose another array.');
  }
  const limit = wanted === 'text' ? MAX_TEXTS : MAX_VALUES;
  if (count > limit) {
    throw fail('too-large', name, `Array ${shortened(name)} holds ${count} values; at most ${limit} are read at once.`, 'Save a part of the array, such as fewer layers or contexts.');
  }
}

async function gathered({ name, count, width }: ArrayLayout, stream: ByteStream, signal: AbortSignal | undefined, fail: Fail): Promise<Uint8Array> {
  const length = count * width;
  if (length > MAX_TEXT_BYTES) {
    throw fail('too-large', name, `Array ${shortened(name)} takes ${length} bytes; at most ${MAX_TEXT_BYTES} of text are read.`, 'Save fewer or shorter strings.');
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  await stream((piece) => {
    if (at + piece.length > length) throw miscounted(name, fail);
    bytes.set(piece, at);
    at += piece.length;
  }, signal);
  if (at < length) throw miscounted(name, fail);
  return bytes;
}

function miscounted(name: string, fail: Fail): Error {
  return fail('size-mismatch', name, `Array ${shortened(name)} does not have the bytes that its shape asks for.`, SAVE_AGAIN);
}
