/** Lists the arrays of a file with the values of the small ones, so that their meaning can be guessed and checked. */
import { RecordingError } from '../recording/failure.ts';
import type { ArrayEntry, ArrayFile } from './arrayFile.ts';
import { byName, type ArrayListing, type ListedArray, type MatrixFacts } from './mapping.ts';

/** Values of an array that is handed on whole. */
export const SMALL_VALUES = 4096;
/** Values of a matrix that is looked at. */
const MATRIX_VALUES = 2 ** 20;
/** Arrays looked into; those after them in the alphabet are listed by name, type and shape alone. */
const LOOKED_INTO = 512;

/** Rejects only when the signal has fired or the source fails: an array that cannot be read is listed without its values. */
export async function inspectArrays(file: ArrayFile, signal?: AbortSignal): Promise<ArrayListing> {
  const arrays: ListedArray[] = [];
  let looked = 0;
  for (const entry of byName(file.arrays)) {
    const wanted = looked < LOOKED_INTO && (isSmall(entry) || isMatrix(entry));
    if (wanted) looked += 1;
    arrays.push(wanted ? await lookInto(file, entry, signal) : unread(entry));
  }
  return { file: file.name, kind: file.kind, arrays };
}

function unread({ name, dtype, shape }: ArrayEntry): ListedArray {
  return { name, dtype, shape, numbers: null, texts: null, matrix: null };
}

async function lookInto(file: ArrayFile, entry: ArrayEntry, signal: AbortSignal | undefined): Promise<ListedArray> {
  try {
    if (entry.dtype === 'text') return { ...unread(entry), texts: await file.readText(entry.name, signal) };
    const values = await file.readNumbers(entry.name, signal);
    return {
      ...unread(entry),
      numbers: isSmall(entry) ? [...values] : null,
      matrix: isMatrix(entry) ? matrixFacts(values, entry.shape[0]!, entry.shape[1]!) : null,
    };
  } catch (error) {
    // Whatever else is wrong with the array is told when it is used.
    if (error instanceof RecordingError && !signal?.aborted) return unread(entry);
    throw error;
  }
}

const sizeOf = ({ shape }: ArrayEntry): number => shape.reduce((product, size) => product * size, 1);

function isSmall(entry: ArrayEntry): boolean {
  return sizeOf(entry) <= SMALL_VALUES;
}

/** Square, or pairs. */
function isMatrix(entry: ArrayEntry): boolean {
  const [rows, cols] = entry.shape;
  return entry.dtype !== 'text' && entry.shape.length === 2 && (rows === cols || cols === 2) && sizeOf(entry) <= MATRIX_VALUES && sizeOf(entry) > 0;
}

function matrixFacts(values: Float32Array | Float64Array, rows: number, cols: number): MatrixFacts {
  const facts = { finite: true, binary: true, symmetric: rows === cols, min: Infinity, max: -Infinity, positive: 0 };
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = values[i * cols + j]!;
      if (!Number.isFinite(value)) facts.finite = false;
      if (value !== 0 && value !== 1) facts.binary = false;
      if (facts.symmetric && value !== values[j * cols + i]) facts.symmetric = false;
      if (value < facts.min) facts.min = value;
      if (value > facts.max) facts.max = value;
      if (i !== j && value > 0) facts.positive += 1;
    }
  }
  return facts;
}
