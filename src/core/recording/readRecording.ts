/** Opens a `contextscope/1` recording: its small parts at once, its layers one contiguous read at a time. */
import { ByteCollector, type ByteSource, readPieces } from './byteSource.ts';
import { decodedLayer, decodeFloat32, decodeInt32, DTYPE_BYTES, type EncodedLayer, holdsNonFinite, type ResidualDtype } from './encodedLayer.ts';
import { type RecordingFailure, RecordingError, shortened } from './failure.ts';
import { ACCURACY_SLACK, MAX_CELLS, MAX_LAYER_VALUES } from './limits.ts';
import { parseMetadata, metadataFault } from './metadata.ts';
import { readSafetensorsHeader, type SafetensorsHeader, type TensorEntry } from './safetensorsHeader.ts';
import { differingCell } from './sequenceCells.ts';
import { countTokens } from './windowMeans.ts';
import type { RecordingInfo, RecordingMetadata, RecordingGraph } from './types.ts';

type ReadLayer<Values> = (layer: number, signal?: AbortSignal, onProgress?: (done: number, total: number) => void) => Promise<Values>;

export interface OpenRecording {
  readonly info: RecordingInfo;
  /** Bytes that one layer takes in memory, encoded. */
  readonly layerBytes: number;
  /**
   * Mean activations of one recorded layer, [S, n, d] row-major. Cells with count 0 hold whatever the file has there
   * and must not be read. Rejects with RecordingError: no-layer, non-finite, or what the source rejects with. `onProgress`
   * hears how many of the layer's bytes have arrived. A layer whose source failed midway goes on from there when it is
   * asked for again, unless another was read between.
   */
  readonly readEncoded: ReadLayer<EncodedLayer>;
  /** The same decoded. */
  readonly readLayer: ReadLayer<Float32Array>;
  /**
   * Mean activations of every cell of a layer whose sequences are kept apart, [C, d] row-major in the order of sequenceCells.
   * Rejects as readEncoded does. Absent: no layer's are.
   */
  readonly readBySequence?: ReadLayer<Float32Array>;
}

const RECORD_AGAIN = 'Record the file again, or download it anew: its contents contradict one another.';
const RESIDUAL_DTYPES: readonly ResidualDtype[] = ['F16', 'BF16', 'F32'];

/**
 * Reads header, counts, tokens and accuracy, and checks each against the metadata; no residual is read yet, but the
 * shape and dtype of every layer is checked. Rejects with RecordingError, or with what the source rejects with.
 */
export async function openRecording(source: ByteSource, signal?: AbortSignal): Promise<OpenRecording> {
  const header = await readSafetensorsHeader(source, signal);
  const metadata = parseMetadata(source.name, header.metadata);
  const reader = new TensorReader(source, header);
  const { sequences: R, length: T } = metadata.task;
  const S = metadata.segments.length - 1;
  const n = metadata.nodes.length;
  const layers = new Map(
    metadata.layers.map((layer) => [
      layer,
      reader.entry(`residual.${layer}`, RESIDUAL_DTYPES, [S, n, metadata.model.hiddenSize], 'no-layer'),
    ]),
  );
  const fixed = metadata.windows === 'fixed';
  const entries = {
    counts: reader.entry('counts', ['I32'], [S, n]),
    tokens: fixed ? reader.optionalEntry('tokens', ['I32'], [R, T]) : reader.entry('tokens', ['I32'], [R, T]),
    accuracy: fixed ? reader.optionalEntry('accuracy', ['F32'], [R, T]) : reader.entry('accuracy', ['F32'], [R, T]),
    contextAccuracy: fixed ? reader.optionalEntry('context_accuracy', ['F32'], [null, S]) : null,
  };
  checkRows(source.name, metadata, entries.contextAccuracy);
  const apart = apartEntries(source.name, metadata, reader);
  const counts = decodeInt32(await reader.bytes(entries.counts, signal));
  const tokens = decodeInt32(await reader.bytes(entries.tokens, signal));
  const accuracy = decodeFloat32(await reader.bytes(entries.accuracy, signal));
  const contextAccuracy = entries.contextAccuracy === null ? null : decodeFloat32(await reader.bytes(entries.contextAccuracy, signal));
  checkTokens(source.name, metadata, tokens);
  if (fixed) checkPresence(source.name, metadata, counts);
  else checkCounts(source.name, metadata, tokens, counts);
  checkAccuracy(source.name, 'accuracy', T, accuracy);
  if (contextAccuracy !== null) checkAccuracy(source.name, 'context_accuracy', S, contextAccuracy);
  if (apart !== null) checkCells(source.name, metadata, tokens, decodeInt32(await reader.bytes(apart.cells, signal)));
  let unfinished: { readonly layer: number; readonly collected: ByteCollector } | null = null;
  const values = S * n * metadata.model.hiddenSize;
  const width = Math.max(...[...layers.values()].map(({ dtype }) => DTYPE_BYTES[dtype as ResidualDtype]));

  return withDecoded({
    info: { metadata, byteLength: source.byteLength, counts, tokens, accuracy, ...(contextAccuracy !== null && { contextAccuracy }) },
    layerBytes: values * width,
    ...(apart !== null && { readBySequence: bySequenceReader(source.name, metadata, reader, apart) }),
    async readEncoded(layer, layerSignal, onProgress) {
      const entry = layers.get(layer);
      if (entry === undefined) {
        throw new RecordingError({
          code: 'no-layer', file: source.name, field: `residual.${layer}`,
          message: `Layer ${layer} was not recorded; the file holds layers ${metadata.layers.join(', ')}.`,
          remedy: 'Choose a recorded layer.',
        });
      }
      const earlier = unfinished?.layer === layer ? unfinished.collected : null;
      unfinished = null;
      const dtype = entry.dtype as ResidualDtype;
      const collected = earlier ?? new ByteCollector(values * DTYPE_BYTES[dtype]);
      try {
        await reader.collect(entry, collected, layerSignal, onProgress);
      } catch (error) {
        if (layerSignal?.aborted !== true && collected.received > 0) unfinished = { layer, collected };
        throw error;
      }
      const encoded = { dtype, bytes: collected.bytes };
      if (holdsNonFinite(encoded)) checkFinite(source.name, entry.name, metadata, counts, decodedLayer(encoded));
      return encoded;
    },
  });
}

interface ApartEntries {
  readonly cells: TensorEntry;
  readonly layers: ReadonlyMap<number, TensorEntry>;
}

/** The tensors of sequences kept apart, their number of cells within limits; null where no layer's are. */
function apartEntries(file: string, { layersBySequence = [], model }: RecordingMetadata, reader: TensorReader): ApartEntries | null {
  if (layersBySequence.length === 0) return null;
  const cells = reader.entry('cells', ['I32'], [null, 3]);
  const count = cells.shape[0]!;
  if (count > MAX_CELLS || count * model.hiddenSize > MAX_LAYER_VALUES) {
    throw new RecordingError({
      code: 'too-large', file, field: 'cells',
      message: `Tensor cells has ${count} rows of ${model.hiddenSize} values; at most ${MAX_CELLS} rows and ${MAX_LAYER_VALUES} values are read.`,
      remedy: 'Record again with --by-sequence none, or with longer segments.',
    });
  }
  const layers = layersBySequence.map((layer) => [layer, reader.entry(`residual_by_sequence.${layer}`, RESIDUAL_DTYPES, [count, model.hiddenSize], 'no-layer')] as const);
  return { cells, layers: new Map(layers) };
}

function bySequenceReader(file: string, metadata: RecordingMetadata, reader: TensorReader, { layers }: ApartEntries): ReadLayer<Float32Array> {
  return async (layer, signal, onProgress) => {
    const entry = layers.get(layer);
    if (entry === undefined) {
      throw new RecordingError({
        code: 'no-layer', file, field: `residual_by_sequence.${layer}`,
        message: `The sequences of layer ${layer} were not kept apart; the file keeps those of ${[...layers.keys()].join(', ')}.`,
        remedy: `Choose one of these layers, or record again with --by-sequence ${layer}.`,
      });
    }
    const dtype = entry.dtype as ResidualDtype;
    const collected = new ByteCollector(entry.end - entry.start);
    await reader.collect(entry, collected, signal, onProgress);
    const encoded = { dtype, bytes: collected.bytes };
    const values = decodedLayer(encoded);
    if (holdsNonFinite(encoded)) checkFiniteRows(file, entry.name, metadata.model.hiddenSize, values);
    return values;
  };
}

/** The layers of a recording decoded as well. */
export function withDecoded(recording: Omit<OpenRecording, 'readLayer'>): OpenRecording {
  return { ...recording, readLayer: async (...request) => decodedLayer(await recording.readEncoded(...request)) };
}

class TensorReader {
  private readonly source: ByteSource;
  private readonly header: SafetensorsHeader;

  constructor(source: ByteSource, header: SafetensorsHeader) {
    this.source = source;
    this.header = header;
  }

  /** The named tensor, once its dtype and shape are as expected; null in the shape stands for any size. */
  entry(name: string, dtypes: readonly string[], shape: readonly (number | null)[], missing: RecordingFailure['code'] = 'invalid'): TensorEntry {
    const entry = this.header.tensors.get(name);
    if (entry === undefined) throw failure(missing, this.source.name, name, `Tensor ${name} is missing.`);
    if (!dtypes.includes(entry.dtype)) {
      throw failure('invalid', this.source.name, name, `Tensor ${name} is of ${shortened(entry.dtype)}; expected ${dtypes.join(', ')}.`);
    }
    if (entry.shape.length !== shape.length || entry.shape.some((size, axis) => shape[axis] !== null && size !== shape[axis])) {
      throw failure('size-mismatch', this.source.name, name, `Tensor ${name} has shape ${shortened(entry.shape)}; the metadata asks for ${shortened(shape)}.`);
    }
    return entry;
  }

  /** The same for a tensor that may be left out: then null. */
  optionalEntry(name: string, dtypes: readonly string[], shape: readonly (number | null)[]): TensorEntry | null {
    return this.header.tensors.has(name) ? this.entry(name, dtypes, shape) : null;
  }

  /** No bytes for a tensor that was left out. */
  async bytes(entry: TensorEntry | null, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (entry === null) return new Uint8Array(0);
    const bytes = await this.source.read(entry.start, entry.end, signal);
    this.checkArrived(entry, bytes.length);
    return bytes;
  }

  /** Reads what has not been collected yet. */
  async collect(
    entry: TensorEntry,
    collected: ByteCollector,
    signal: AbortSignal | undefined,
    onProgress: ((done: number, total: number) => void) | undefined,
  ): Promise<void> {
    const take = (piece: Uint8Array) => {
      collected.take(piece);
      onProgress?.(collected.received, entry.end - entry.start);
    };
    await readPieces(this.source, entry.start + collected.received, entry.end, take, signal);
    this.checkArrived(entry, collected.received);
  }

  private checkArrived(entry: TensorEntry, arrived: number): void {
    const wanted = entry.end - entry.start;
    if (arrived !== wanted) {
      throw failure('truncated', this.source.name, entry.name, `Tensor ${entry.name} takes ${wanted} bytes; ${arrived} arrived.`);
    }
  }
}

function failure(code: RecordingFailure['code'], file: string, field: string, message: string): RecordingError {
  return new RecordingError({ code, file, field, message, remedy: RECORD_AGAIN });
}

function checkTokens(file: string, { nodes, task }: RecordingMetadata, tokens: Int32Array): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token < 0 || token >= nodes.length) {
      const where = `tokens[${Math.floor(at / task.length)}, ${at % task.length}]`;
      throw failure('invalid', file, 'tokens', `${where} is ${token}; nodes run from 0 to ${nodes.length - 1}.`);
    }
  }
}

function checkCounts(file: string, { nodes, segments, task }: RecordingMetadata, tokens: Int32Array, counts: Int32Array): void {
  const expected = countTokens(tokens, task.length, segments, nodes.length);
  for (let at = 0; at < counts.length; at++) {
    if (counts[at] !== expected[at]) {
      const where = `counts[${Math.floor(at / nodes.length)}, ${at % nodes.length}]`;
      throw failure('size-mismatch', file, 'counts', `${where} is ${counts[at]} but the tokens of that segment hold node ${at % nodes.length} ${expected[at]} times.`);
    }
  }
}

function checkCells(file: string, { nodes, segments, task }: RecordingMetadata, tokens: Int32Array, cells: Int32Array): void {
  const differing = differingCell(cells, tokens, task.length, segments, nodes.length);
  if (differing === null) return;
  const { row, expected } = differing;
  const stored = 3 * row < cells.length ? shortened([...cells.subarray(3 * row, 3 * row + 3)]) : 'missing';
  const wanted = expected === null ? 'no further cell' : `${shortened(expected)} (sequence, segment, node)`;
  throw failure('size-mismatch', file, 'cells', `cells[${row}] is ${stored}; the tokens have ${wanted} there.`);
}

/** Windows of the file's own choice need not agree with the tokens: their counts are only not negative. */
function checkPresence(file: string, { nodes }: RecordingMetadata, counts: Int32Array): void {
  const at = counts.findIndex((count) => count < 0);
  if (at === -1) return;
  throw failure('invalid', file, 'counts', `counts[${Math.floor(at / nodes.length)}, ${at % nodes.length}] is ${counts[at]}; a count is 0 or more.`);
}

/** One row a sequence, or one of means. */
function checkRows(file: string, { task }: RecordingMetadata, entry: TensorEntry | null): void {
  const rows = entry?.shape[0] ?? 1;
  if (rows === 1 || (rows > 0 && rows === task.sequences)) return;
  throw failure('size-mismatch', file, 'context_accuracy', `Tensor context_accuracy has ${rows} rows; expected 1, or one for each of ${task.sequences} sequences.`);
}

function checkAccuracy(file: string, tensor: string, columns: number, accuracy: Float32Array): void {
  for (let at = 0; at < accuracy.length; at++) {
    const value = accuracy[at]!;
    if (value >= 0 && value <= 1 + ACCURACY_SLACK) continue;
    if (Number.isNaN(value)) continue;
    const where = `${tensor}[${Math.floor(at / columns)}, ${at % columns}]`;
    const code = Number.isFinite(value) ? 'invalid' : 'non-finite';
    throw failure(code, file, tensor, `${where} is ${value}; accuracy lies from 0 to 1, or is NaN where masked.`);
  }
}

function checkFinite(file: string, tensor: string, metadata: RecordingMetadata, counts: Int32Array, residual: Float32Array): void {
  const d = metadata.model.hiddenSize;
  const n = metadata.nodes.length;
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] === 0) continue;
    for (let at = cell * d; at < (cell + 1) * d; at++) {
      const value = residual[at]!;
      // Infinity - Infinity and NaN - NaN are both NaN: one test for all that is not finite.
      if (value - value === 0) continue;
      const segment = Math.floor(cell / n);
      throw new RecordingError({
        code: 'non-finite', file, field: tensor,
        message: `Tensor ${tensor} is ${value} in segment ${segment}, node ${cell % n} (${shortened(metadata.nodes[cell % n]!.label)}), dimension ${at - cell * d}.`,
        remedy: 'Choose another layer, or record again with --store float32: half precision overflows at 65504.',
      });
    }
  }
}

function checkFiniteRows(file: string, tensor: string, hiddenSize: number, values: Float32Array): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at === -1) return;
  throw new RecordingError({
    code: 'non-finite', file, field: tensor,
    message: `Tensor ${tensor} is ${values[at]} in row ${Math.floor(at / hiddenSize)} of cells, dimension ${at % hiddenSize}.`,
    remedy: 'Record again with --store float32: half precision overflows at 65504.',
  });
}

/** The same recording with other graphs. Throws RecordingError where the graphs do not fit the recording: `invalid`, or `too-large` for all of them together. */
export function withGraphs(file: string, recording: OpenRecording, graphs: readonly RecordingGraph[]): OpenRecording {
  const metadata = { ...recording.info.metadata, graphs };
  const fault = metadataFault(metadata);
  if (fault !== null) {
    throw new RecordingError({ ...fault, file, remedy: 'Draw the graph again on the words of this recording, or take one of your graphs away.' });
  }
  return { ...recording, info: { ...recording.info, metadata } };
}
