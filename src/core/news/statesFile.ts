/**
 * The states beside a results file: a safetensors file of displacements, read tensor by tensor and only as far as asked. What
 * the JSON says of it is held against its header before anything is allocated.
 */
import { failIn } from '../import/importError.ts';
import { type ByteSource, sourceStream } from '../recording/byteSource.ts';
import { decodeFloat16, decodeFloat32, decodeInt32 } from '../recording/encodedLayer.ts';
import { type RecordingError, shortened } from '../recording/failure.ts';
import { MAX_LAYER_VALUES } from '../recording/limits.ts';
import { readSafetensorsHeader, type TensorEntry } from '../recording/safetensorsHeader.ts';
import { MAX_STATE_ROWS, MAX_STATES_BYTES } from './limits.ts';
import type { BridgeEntry, NewsResults, NewsStates } from './types.ts';

/** What a states file is held against. */
export interface StatesOutline {
  readonly states: NewsStates;
  /** Q: questions of all news, in the order of the results. */
  readonly questions: number;
  /** d; null where the results do not say. */
  readonly hiddenSize: number | null;
}

/** The outline of a file's states. Throws RangeError where it has none. */
export function statesOutline({ states, news, model }: Pick<NewsResults, 'states' | 'news' | 'model'>): StatesOutline {
  if (states === null) throw new RangeError('the results have no states beside them');
  return { states, questions: news.reduce((sum, item) => sum + item.questions.length, 0), hiddenSize: model.hiddenSize };
}

/** Columns of a row: indices into the questions and into the lists of `NewsStates`; -1 where one does not apply. */
export const ROW_COLUMNS = { question: 0, condition: 1, protocol: 2, seed: 3, checkpoint: 4, width: 5 } as const;

/** The layer that is kept whole. */
export interface FullStates {
  /** [F] rows of `rows` whose displacement is here. */
  readonly rows: Int32Array;
  /** [F, d] row-major */
  readonly values: Float32Array;
  /** [Q, d] row-major; null where the file does not have it. */
  readonly base: Float32Array | null;
  readonly hiddenSize: number;
}

/** All reads reject with RecordingError where the tensor does not hold what it should; what is read is the reader's own. */
export interface StatesFile {
  readonly name: string;
  readonly outline: StatesOutline;
  /** [R, 5] row-major, see ROW_COLUMNS. */
  readonly rows: Int32Array;
  /** [R, k] row-major: displacements in the basis of one layer of `states.layers`. Throws RangeError on another. */
  readonly readCoordinates: (layer: number, signal?: AbortSignal) => Promise<Float32Array>;
  /** [Q, k] row-major: the questions' own states less their mean, in the same basis; null where the file does not have them. */
  readonly readBase: (layer: number, signal?: AbortSignal) => Promise<Float32Array | null>;
  /** The layer `states.fullLayer` kept whole; null where the file does not have it. */
  readonly readFull: (signal?: AbortSignal) => Promise<FullStates | null>;
  /** [layers, n, n] row-major cosines; NaN for a zero vector. */
  readonly readBridge: (entry: BridgeEntry, signal?: AbortSignal) => Promise<Float32Array>;
}

export const FIT_STATES = 'Choose the states file that was written with these results; `contextscope news validate FILE` checks both.';

/** Rejects with RecordingError: too-large, and all that readSafetensorsHeader rejects with, or invalid where it does not fit its results. */
export async function openStatesFile(source: ByteSource, outline: StatesOutline, signal?: AbortSignal): Promise<StatesFile> {
  const fail = failIn(source.name);
  const { states, questions, hiddenSize } = outline;
  const invalid = (field: string, message: string): RecordingError => fail('invalid', field, message, FIT_STATES);
  if (source.byteLength > MAX_STATES_BYTES) {
    throw fail('too-large', null, `The file has ${source.byteLength} bytes; at most ${MAX_STATES_BYTES} of states are read.`, 'Keep fewer layers, checkpoints or coordinates.');
  }
  const { tensors } = await readSafetensorsHeader(source, signal);

  /** The tensor, of these dtypes and shape. */
  const expected = (name: string, dtypes: readonly string[], shape: readonly (number | null)[]): TensorEntry => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw invalid(name, `The file has no tensor ${shortened(name)}.`);
    const fits = tensor.shape.length === shape.length && shape.every((size, at) => size === null || size === tensor.shape[at]);
    if (!fits) throw invalid(name, `Tensor ${shortened(name)} has shape ${shortened(tensor.shape)}; expected ${shortened(shape.map((size) => size ?? 'any'))}.`);
    if (!dtypes.includes(tensor.dtype)) throw invalid(name, `Tensor ${shortened(name)} is of ${shortened(tensor.dtype)}; expected ${dtypes.join(' or ')}.`);
    return tensor;
  };
  const bounded = (name: string, values: number): void => {
    if (values > MAX_LAYER_VALUES) throw fail('too-large', name, `Of tensor ${shortened(name)} ${values} values are needed at once; at most ${MAX_LAYER_VALUES} are read.`, 'Keep fewer rows or coordinates.');
  };
  const bytesOf = async (tensor: TensorEntry, until: AbortSignal | undefined): Promise<Uint8Array> => {
    const bytes = new Uint8Array(tensor.end - tensor.start);
    let at = 0;
    await sourceStream(source, tensor.start, tensor.end, fail)((piece) => {
      bytes.set(piece, at);
      at += piece.length;
    }, until);
    return bytes;
  };
  /** @param holes whether NaN may stand in it */
  const finite = (name: string, values: Float32Array, holes = false): Float32Array => {
    const at = values.findIndex((value) => !Number.isFinite(value) && !(holes && Number.isNaN(value)));
    if (at >= 0) throw fail('non-finite', name, `Tensor ${shortened(name)} holds ${values[at]}, which is not finite.`, 'Write the states anew.');
    return values;
  };
  const whole = async (tensor: TensorEntry, until: AbortSignal | undefined): Promise<Float32Array> => {
    bounded(tensor.name, tensor.shape.reduce((product, size) => product * size, 1));
    return decoded(tensor.dtype, await bytesOf(tensor, until));
  };
  const layerAt = (layer: number): number => {
    const at = states.layers.indexOf(layer);
    if (at < 0) throw new RangeError(`layer ${layer}; the states hold ${states.layers.join(', ')}`);
    return at;
  };
  /** [count, k] of one layer of a [count, L, k] tensor, which is streamed past. */
  const layerOf = async (tensor: TensorEntry, layer: number, until: AbortSignal | undefined): Promise<Float32Array> => {
    const [count, layers, k] = tensor.shape as [number, number, number];
    const at = layerAt(layer);
    bounded(tensor.name, count * k);
    const width = WIDTH[tensor.dtype]!;
    const kept = new Uint8Array(count * k * width);
    const from = at * k * width;
    const row = layers * k * width;
    let place = 0;
    await sourceStream(source, tensor.start, tensor.end, fail)((piece) => {
      copyColumns(piece, place, kept, { row, from, length: k * width });
      place += piece.length;
    }, until);
    return finite(tensor.name, decoded(tensor.dtype, kept));
  };

  const L = states.layers.length;
  const rowsTensor = expected('rows.answer', ['I32'], [null, ROW_COLUMNS.width]);
  const R = rowsTensor.shape[0]!;
  if (R > MAX_STATE_ROWS) throw fail('too-large', 'rows.answer', `Tensor "rows.answer" has ${R} rows; at most ${MAX_STATE_ROWS} are read.`, 'Keep fewer checkpoints or conditions.');
  const coordinates = expected('coordinates.answer', FLOATS, [R, L, states.k]);
  const base = tensors.has('base.answer') ? expected('base.answer', FLOATS, [questions, L, states.k]) : null;
  for (const { tensor, layers, news } of states.bridge) expected(tensor, FLOATS, [layers.length, news.length, news.length]);
  const full = states.fullLayer !== null && tensors.has('full.values') ? fullTensors() : null;
  const rows = decodeInt32(await bytesOf(rowsTensor, signal));
  checkRows();

  function fullTensors(): { readonly rows: TensorEntry; readonly values: TensorEntry; readonly base: TensorEntry | null } {
    const chosen = expected('full.rows', ['I32'], [null]);
    const F = chosen.shape[0]!;
    if (F > MAX_STATE_ROWS) throw fail('too-large', 'full.rows', `Tensor "full.rows" has ${F} rows; at most ${MAX_STATE_ROWS} are read.`, 'Keep fewer rows whole.');
    const values = expected('full.values', FLOATS, [F, hiddenSize]);
    return { rows: chosen, values, base: tensors.has('full.base') ? expected('full.base', FLOATS, [questions, values.shape[1]!]) : null };
  }

  function checkRows(): void {
    const ends: readonly (readonly [what: string, end: number, least: number])[] = [
      ['question', questions, 0],
      ['condition', states.conditions.length, 0],
      ['protocol', states.protocols.length, -1],
      ['seed', states.seeds.length, -1],
      ['checkpoint', states.checkpoints.length, -1],
    ];
    for (let at = 0; at < rows.length; at++) {
      const [what, end, least] = ends[at % ROW_COLUMNS.width]!;
      const value = rows[at]!;
      if (value >= least && value < end) continue;
      throw invalid('rows.answer', `Row ${Math.floor(at / ROW_COLUMNS.width)} of tensor "rows.answer" has ${what} ${value}; expected ${least} to ${end - 1}.`);
    }
  }

  return {
    name: source.name,
    outline,
    rows,
    readCoordinates: (layer, until) => layerOf(coordinates, layer, until),
    readBase: (layer, until) => (base === null ? Promise.resolve(null) : layerOf(base, layer, until)),
    async readFull(until) {
      if (full === null) return null;
      const chosen = decodeInt32(await bytesOf(full.rows, until));
      const beyond = chosen.find((row) => row < 0 || row >= R);
      if (beyond !== undefined) throw invalid('full.rows', `Tensor "full.rows" points to row ${beyond}; "rows.answer" has ${R}.`);
      const values = finite('full.values', await whole(full.values, until));
      return { rows: chosen, values, base: full.base && finite('full.base', await whole(full.base, until)), hiddenSize: full.values.shape[1]! };
    },
    async readBridge(entry, until) {
      const size = entry.news.length;
      const tensor = expected(entry.tensor, FLOATS, [entry.layers.length, size, size]);
      return finite(entry.tensor, await whole(tensor, until), true);
    },
  };
}

const FLOATS = ['F16', 'F32'];
const WIDTH: Readonly<Record<string, number>> = { F16: 2, F32: 4 };

function decoded(dtype: string, bytes: Uint8Array): Float32Array {
  return dtype === 'F16' ? decodeFloat16(bytes) : decodeFloat32(bytes);
}

/**
 * Copies what a piece holds of some columns of a row-major table of bytes.
 *
 * @param place of the piece's first byte in the table
 * @param into [rows, length] the columns alone
 */
function copyColumns(piece: Uint8Array, place: number, into: Uint8Array, { row, from, length }: { readonly row: number; readonly from: number; readonly length: number }): void {
  for (let r = Math.floor(place / row); r * row + from < place + piece.length; r++) {
    const start = Math.max(r * row + from, place);
    const end = Math.min(r * row + from + length, place + piece.length);
    if (start < end) into.set(piece.subarray(start - place, end - place), r * length + (start - r * row - from));
  }
}
