/** .npy, .npz, .safetensors and JSON files of arrays. */
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import type { ArrayFile } from '../../src/core/import/arrayFile.ts';
import { openArrayFile } from '../../src/core/import/openArrayFile.ts';
import { writeNpy } from '../core/import/helpers/writeNpy.ts';
import { writeZip } from '../core/import/helpers/writeZip.ts';
import { everyKeyKept, headerText, jsonOracle, npyOracle, safetensorsOracle, type OracleArray } from './oracles.ts';
import { check, product, refusal, type FuzzTarget, type Outcome } from './target.ts';

const folder = new URL('../goldens/arrays/', import.meta.url);
const goldens = (ending: string): Uint8Array[] =>
  readdirSync(folder).filter((name) => name.endsWith(ending) && !name.startsWith('refused-')).map((name) => new Uint8Array(readFileSync(new URL(name, folder))));

export type Open = typeof openArrayFile;

/** Arrays that could be read, by name; where the last one that could not be was refused, its code. */
interface Reading {
  readonly file: ArrayFile;
  readonly arrays: Map<string, OracleArray & { readonly dtype: string }>;
  readonly refused: Outcome | null;
}

async function readAll(open: Open, bytes: Uint8Array): Promise<Reading | Outcome> {
  let file: ArrayFile;
  try {
    file = await open(memoryByteSource('file', bytes));
  } catch (error) {
    return refusal(error);
  }
  const arrays: Reading['arrays'] = new Map();
  let refused: Outcome | null = null;
  for (const { name, dtype, shape } of file.arrays) {
    try {
      const values = dtype === 'text' ? await file.readText(name) : await file.readNumbers(name);
      check(values.length === product(shape), `${values.length} values for the shape ${shape.join(' x ')}`);
      check(values.every((value) => typeof value === (dtype === 'text' ? 'string' : 'number')), 'values of another type than announced');
      arrays.set(name, { dtype, shape, values: Array.from<number | string>(values) });
    } catch (error) {
      refused = refusal(error);
    }
  }
  check(new Set(file.arrays.map(({ name }) => name)).size === file.arrays.length, 'two arrays of one name');
  return { file, arrays, refused };
}

function agree(arrays: Reading['arrays'], oracle: ReadonlyMap<string, OracleArray>): void {
  for (const [name, { shape, values }] of arrays) {
    const other = oracle.get(name);
    check(other !== undefined, `an array ${name} that the file does not have`);
    check(isDeepStrictEqual([...shape], [...other.shape]), `shape ${shape.join(' x ')}, not ${other.shape.join(' x ')}`);
    check(values.every((value, i) => Object.is(value, other.values[i])), `values of ${name} that the file does not hold`);
  }
}

type Kind = ArrayFile['kind'];

/** What each format's arrays must agree with, once read. A mutated file may have become another format. */
function checkAgainstOracle(kind: Kind, bytes: Uint8Array, arrays: Reading['arrays'], known: ReadonlySet<string>): void {
  for (const { dtype, values } of arrays.values()) check(dtype !== 'bool' || values.every((value) => value === 0 || value === 1), 'a boolean that is neither 0 nor 1');
  if (kind === 'safetensors') {
    check(everyKeyKept(headerText(bytes)), 'a key given twice');
    agree(arrays, safetensorsOracle(bytes));
  } else if (kind === 'json') {
    check(everyKeyKept(new TextDecoder().decode(bytes)), 'a key given twice');
    agree(arrays, jsonOracle(bytes));
  } else if (kind === 'npy') {
    const oracle = npyOracle(bytes);
    if (oracle !== null) agree(arrays, new Map([['file', oracle]]));
  } else {
    // The checksums of an archive cover its arrays: what can be read is what a sound file held, whatever else was changed.
    for (const [name, array] of arrays) check(known.has(fingerprint(name, array)), `array ${name}, which no sound file holds`);
  }
}

function fingerprint(name: string, { dtype, shape, values }: OracleArray & { readonly dtype: string }): string {
  return JSON.stringify([name, dtype, shape, values.map((value) => (Object.is(value, -0) ? '-0' : String(value)))]);
}

function arrayTarget(name: Kind, corpus: readonly Uint8Array[], words: readonly string[], open: Open): FuzzTarget {
  let known: Promise<ReadonlySet<string>> | null = null;
  const knownArrays = async (): Promise<ReadonlySet<string>> => {
    const prints = new Set<string>();
    for (const bytes of corpus) {
      const reading = await readAll(openArrayFile, bytes);
      check(typeof reading !== 'string' && reading.refused === null, 'a file of the corpus is refused');
      for (const [key, array] of reading.arrays) prints.add(fingerprint(key, array));
    }
    return prints;
  };
  return {
    name,
    corpus,
    words,
    framed: name === 'safetensors',
    async run(bytes) {
      known ??= knownArrays();
      const reading = await readAll(open, bytes);
      if (typeof reading === 'string') return reading;
      checkAgainstOracle(reading.file.kind, bytes, reading.arrays, await known);
      return reading.refused ?? 'accepted';
    },
  };
}

/** Mutated arrays in sound archives, whose checksums let them through to the reader of arrays. */
function archivedTarget(corpus: readonly Uint8Array[], open: Open): FuzzTarget {
  return {
    name: 'npz-inner',
    corpus,
    words: NPY_WORDS,
    framed: false,
    async run(bytes) {
      const reading = await readAll(open, writeZip([{ name: 'file.npy', data: bytes, deflate: bytes.length % 2 === 0 }]));
      if (typeof reading === 'string') return reading;
      if (reading.arrays.size > 0) checkAgainstOracle('npy', bytes, reading.arrays, new Set());
      return reading.refused ?? 'accepted';
    },
  };
}

const NPY_WORDS = ["'descr'", "'fortran_order'", "'shape'", "'<f4'", "'>f8'", "'|b1'", "'<i8'", "'<U3'", "'|S2'", "'|O'", "'<f2'", 'True', 'False', '(2, 3)', '(6,)', '()', '(0, 3)', '(', ')', ', ', "'", '[', '{', '__proto__'];
const ZIP_WORDS = ['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', 'PK\u0006\u0006', 'PK\u0006\u0007', 'PK\u0007\u0008', '.npy', 'a_f4.npy', 'means.npy', 'words.npy', '\u0001\u0000', '\u0008\u0000', '../', '__proto__', 'data.pkl'];
const TENSOR_WORDS = ['"dtype"', '"shape"', '"data_offsets"', '__metadata__', '"F32"', '"BF16"', '"F16"', '"I64"', '"BOOL"', '"F8_E4M3"', '[0,0]', '[2,3]', '[]', '{}', '"a_f4"', '"__proto__"', '\\u0061', 'null', ','];
const JSON_WORDS = ['[', ']', '{', '}', ',', ':', 'null', 'true', 'false', 'NaN', 'Infinity', '1e999', '"__proto__"', '"a"', '"constructor"', '\\ud800', '[[', ']]', '[]', '{}', '""', '\ufeff'];

export function arrayTargets(open: Open = openArrayFile): FuzzTarget[] {
  const numbers = writeNpy('<f4', [2, 3], [1, 2, 3, 4, 5, 6]);
  const npys = [
    ...goldens('.npy'),
    writeNpy('>i2', [2, 3], [1, -2, 3, -4, 5, 6], { fortran: true }),
    writeNpy('<i8', [4], [1, 2, 3, 2 ** 53 - 1]),
    writeNpy('|b1', [2, 2, 2], [1, 0, 1, 0, 0, 1, 1, 0], { fortran: true, major: 2 }),
    writeNpy('>f8', [], [0.25], { major: 3 }),
  ];
  const jsons = [...goldens('.json').filter((bytes) => bytes.length < 1000), new TextEncoder().encode('[[0, 1, 0], [1, 0, 1], [0, 1, 0]]'), new TextEncoder().encode('{"words": [["a", "b"]], "n": 3, "x": {"y": [1.5, null]}}')];
  return [
    arrayTarget('npy', npys, NPY_WORDS, open),
    arrayTarget('npz', [...goldens('.npz'), writeZip([{ name: 'a.npy', data: numbers }]), writeZip([{ name: 'a.npy', data: numbers, deflate: true }])], ZIP_WORDS, open),
    archivedTarget(npys, open),
    arrayTarget('safetensors', goldens('.safetensors'), TENSOR_WORDS, open),
    arrayTarget('json', jsons, JSON_WORDS, open),
  ];
}
