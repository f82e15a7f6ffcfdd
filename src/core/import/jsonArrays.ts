/** Arrays in a JSON file: an object of nested lists, or one list, named by the file's stem. */
import type { ByteSource } from '../recording/byteSource.ts';
import { duplicateKey } from '../recording/duplicateKey.ts';
import { shortened } from '../recording/recordingError.ts';
import type { ArrayEntry, ArrayFile } from './arrayFile.ts';
import { checkEntries } from './arrayLayout.ts';
import { checkReadAs, foundArray } from './binaryArrayFile.ts';
import { readExactly } from './byteStream.ts';
import { failIn, fileStem, type Fail } from './importError.ts';
import { bareNonFinite, jsonStructure } from './jsonStructure.ts';
import { nestedArray, type JsonArray } from './nestedArray.ts';
import { MAX_ARRAYS, MAX_JSON_BYTES, MAX_JSON_CONTAINERS, MAX_JSON_DEPTH } from './limits.ts';

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
