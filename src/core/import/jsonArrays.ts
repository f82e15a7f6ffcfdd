/**
 * Arrays in a JSON file: an object of nested lists, or one list, named by the file's stem; counted before any is
 * built.
 */
import { type ByteSource, readExactly } from '../recording/byteSource.ts';
import { duplicateKey } from '../recording/duplicateKey.ts';
import { shortened } from '../recording/failure.ts';
import { type ArrayEntry, type ArrayFile, checkEntries, DTYPE_WIDTH, elementCount } from './arrayFile.ts';
import { checkReadAs, foundArray } from './binaryArrayFile.ts';
import { type Fail, failIn, fileStem } from './importError.ts';
import { MAX_ARRAYS, MAX_DIMENSIONS, MAX_JSON_BYTES, MAX_JSON_CONTAINERS, MAX_JSON_DEPTH, MAX_VALUES } from './limits.ts';

/** Levels, and objects and arrays, of a JSON text, counted without building any; the text may be malformed. */
function jsonStructure(text: string): { readonly depth: number; readonly containers: number } {
  let level = 0;
  let depth = 0;
  let containers = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = closingQuote(text, i);
    else if (code === 0x5b || code === 0x7b) {
      containers++;
      depth = Math.max(depth, ++level);
    } else if (code === 0x5d || code === 0x7d) level--;
  }
  return { depth, containers };
}

/** The first NaN or Infinity written as a bare word, which Python's json writes and JSON does not have; or null. */
function bareNonFinite(text: string): string | null {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = closingQuote(text, i);
    else if (code === 0x4e && text.startsWith('NaN', i)) return 'NaN';
    else if (code === 0x49 && text.startsWith('Infinity', i)) return text.charCodeAt(i - 1) === 0x2d ? '-Infinity' : 'Infinity';
  }
  return null;
}

/** Index of the quote that closes the string opened at `start`, or the text's length. */
function closingQuote(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) return i;
  }
  return text.length;
}

export interface JsonArray extends ArrayEntry {
  /** Row-major; booleans are 0 and 1, null is NaN. */
  readonly values: Float64Array | readonly string[];
}

/** A rectangular array out of nested lists, or out of one number, boolean, null or string. */
function nestedArray(name: string, value: unknown, fail: Fail): JsonArray {
  const shape = shapeOf(name, value, fail);
  const count = elementCount(shape, DTYPE_WIDTH.f64);
  if (count === null || count > MAX_VALUES) throw fail('too-large', name, `Array ${shortened(name)} has the shape ${shortened(shape)}; at most ${MAX_VALUES} values are read.`, 'Save the arrays with numpy.savez.');
  const filler = new Filler(name, shape, count, fail);
  filler.take(value, 0);
  return { name, shape, ...filler.result() };
}

/** Lengths along the first element of each level: what the others must match. */
function shapeOf(name: string, value: unknown, fail: Fail): number[] {
  const shape: number[] = [];
  for (let level = value; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > MAX_DIMENSIONS) throw fail('too-large', name, `Array ${shortened(name)} has more than ${MAX_DIMENSIONS} axes.`, 'Reshape the array.');
  }
  return shape;
}

type Kind = 'number' | 'boolean' | 'string';

class Filler {
  private readonly name: string;
  private readonly shape: readonly number[];
  private readonly fail: Fail;
  private readonly numbers: Float64Array;
  private readonly texts: string[] = [];
  private filled = 0;
  private kind: Kind | null = null;
  private anyNull = false;

  constructor(name: string, shape: readonly number[], count: number, fail: Fail) {
    this.name = name;
    this.shape = shape;
    this.fail = fail;
    this.numbers = new Float64Array(count);
  }

  /** At most MAX_DIMENSIONS levels deep. */
  take(value: unknown, axis: number): void {
    if (axis === this.shape.length) return this.put(value);
    if (!Array.isArray(value)) throw this.refuse(`has ${shortened(value)} where a list of ${this.shape[axis]} is expected`);
    if (value.length !== this.shape[axis]) throw this.refuse(`is not rectangular: lists of ${this.shape[axis]} and of ${value.length} stand side by side`);
    for (const item of value) this.take(item, axis + 1);
  }

  result(): Pick<JsonArray, 'dtype' | 'values'> {
    if (this.kind === 'string') return { dtype: 'text', values: this.texts };
    return { dtype: this.kind === 'boolean' && !this.anyNull ? 'bool' : 'f64', values: this.numbers };
  }

  private put(value: unknown): void {
    if (value === null) {
      this.anyNull = true;
      this.numbers[this.filled] = NaN;
    } else {
      const kind = typeof value;
      if (kind !== 'number' && kind !== 'boolean' && kind !== 'string') {
        throw this.refuse(Array.isArray(value) ? 'is not rectangular: a list stands where a value does elsewhere' : 'holds objects; an array holds numbers, booleans or text');
      }
      if (this.kind !== null && this.kind !== kind) throw this.refuse(`mixes ${this.kind}s with ${kind}s`);
      this.kind = kind;
      if (kind === 'string') this.texts.push(value as string);
      // JSON.parse reads 1e999 as infinity.
      else if (Math.abs(Number(value)) === Infinity) throw this.refuse('holds a number beyond double precision');
      else this.numbers[this.filled] = Number(value);
    }
    this.filled++;
    if (this.kind === 'string' && this.anyNull) throw this.refuse('mixes text with null');
  }

  private refuse(what: string): Error {
    return this.fail('invalid', this.name, `Array ${shortened(this.name)} ${what}.`, 'Correct the array, or save it with numpy.savez.');
  }
}

// Arrays in a JSON file: an object of nested lists, or one list, named by the file's stem.

/**
 * The whole file is read at once. Keys of nested objects are joined by dots. Rejects with RecordingError, or with what the source
 * rejects with.
 */
export async function openJsonArrays(source: ByteSource, signal?: AbortSignal): Promise<ArrayFile> {
  const fail = failIn(source.name);
  if (source.byteLength > MAX_JSON_BYTES) throw fail('too-large', null, `The file has ${source.byteLength} bytes; at most ${MAX_JSON_BYTES} of JSON are read.`, 'Save the arrays with numpy.savez.');
  const json = parseJson(await readExactly(source, 0, source.byteLength, fail, signal), fail);
  const found: JsonArray[] = [];
  collect(json, null, source.name, found, fail);
  const arrays = found.map(({ name, dtype, shape }): ArrayEntry => ({ name, dtype, shape }));
  if (arrays.length === 0) throw fail('invalid', null, 'The JSON holds no arrays.', 'Choose a file with arrays in it.');
  checkEntries(arrays, fail);
  const byName = new Map(found.map((array) => [array.name, array]));
  return {
    name: source.name,
    kind: 'json',
    arrays,
    async readNumbers(name, _signal, onProgress) {
      const array = foundArray(byName, name, fail);
      checkReadAs('numbers', array, array.values.length, fail);
      const values = Float64Array.from(array.values as Float64Array);
      onProgress?.(source.byteLength, source.byteLength);
      return Promise.resolve(values);
    },
    async readText(name) {
      const array = foundArray(byName, name, fail);
      checkReadAs('text', array, array.values.length, fail);
      return Promise.resolve([...(array.values as readonly string[])]);
    },
  };
}

function parseJson(bytes: Uint8Array, fail: Fail): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail('wrong-format', null, 'The file is not UTF-8 text.', 'Save the file again as UTF-8.');
  }
  const { depth, containers } = jsonStructure(text);
  if (depth > MAX_JSON_DEPTH) throw fail('too-large', null, `The JSON is nested ${depth} levels deep; at most ${MAX_JSON_DEPTH} are read.`, 'Save the arrays with numpy.savez.');
  if (containers > MAX_JSON_CONTAINERS) throw fail('too-large', null, `The JSON holds ${containers} lists and objects; at most ${MAX_JSON_CONTAINERS} are read.`, 'Save the arrays with numpy.savez.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const word = bareNonFinite(text);
    if (word !== null) throw fail('non-finite', null, `The file writes ${word}, which JSON does not have.`, 'Write null where a value is missing, or save the arrays with numpy.savez.');
    throw fail('invalid', null, 'The file is not valid JSON.', 'Correct the file, or save the arrays with numpy.savez.');
  }
  const twice = duplicateKey(text);
  if (twice !== null) throw fail('invalid', null, `The JSON gives the key ${shortened(twice)} twice.`, 'Give each array a name of its own.');
  return value;
}

/** `path` is null at the top of the file. Depth is bounded by the text's own, checked before. */
function collect(value: unknown, path: string | null, file: string, found: JsonArray[], fail: Fail): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    found.push(nestedArray(path ?? (fileStem(file) || 'array'), value, fail));
    if (found.length > MAX_ARRAYS) throw fail('too-large', null, `The file holds more than ${MAX_ARRAYS} arrays.`, 'Save the arrays to be shown into a file of their own.');
    return;
  }
  for (const [key, item] of Object.entries(value)) collect(item, path === null ? key : `${path}.${key}`, file, found, fail);
}
