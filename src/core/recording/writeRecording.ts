/** An open recording as a `contextscope/1` file, piece by piece: no more than one layer is held at a time. */
import { FORMAT } from './metadata.ts';
import type { OpenRecording } from './readRecording.ts';
import { sequenceCells } from './sequenceCells.ts';
import type { RecordingInfo, RecordingMetadata } from './types.ts';

export interface TensorPlan {
  readonly name: string;
  readonly dtype: 'I32' | 'F32';
  readonly shape: readonly number[];
}

const WIDTH = 4;

const byteLengthOf = ({ shape }: TensorPlan): number => shape.reduce((product, size) => product * size, WIDTH);

/** Everything before the first tensor's bytes; the tensors follow in the order given, little-endian and row-major, without gaps. */
function safetensorsPrefix(tensors: readonly TensorPlan[], metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  let offset = 0;
  const header = new Map<string, unknown>([['__metadata__', metadata]]);
  for (const tensor of tensors) {
    header.set(tensor.name, { dtype: tensor.dtype, shape: tensor.shape, data_offsets: [offset, offset + byteLengthOf(tensor)] });
    offset += byteLengthOf(tensor);
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const length = Math.ceil(text.length / 8) * 8;
  const prefix = new Uint8Array(8 + length).fill(0x20);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(length), true);
  prefix.set(text, 8);
  return prefix;
}

// An open recording as a `contextscope/1` file, piece by piece: no more than one layer is held at a time.

/**
 * Yields the file's bytes in order; layers, and means by sequence after them, are written as F32. Where the windows are fixed, tokens and accuracy that were not
 * recorded are left out, and means of words that do not occur are written as 0. Rejects with what `readLayer` rejects with.
 */
export async function* recordingPieces(
  { info, readLayer, readBySequence }: OpenRecording,
  signal?: AbortSignal,
  onLayer?: (done: number, total: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { metadata, counts } = info;
  const S = metadata.segments.length - 1;
  const n = metadata.nodes.length;
  const d = metadata.model.hiddenSize;
  const apart = readBySequence === undefined ? [] : (metadata.layersBySequence ?? []);
  const cells = apart.length === 0 ? new Int32Array(0) : sequenceCells(info.tokens, metadata.task.length, metadata.segments, n).cells;
  const C = cells.length / 3;
  const small = [...smallTensors(info, S, n), ...(apart.length === 0 ? [] : [{ plan: { name: 'cells', dtype: 'I32', shape: [C, 3] } as const, values: cells }])];
  const layers = metadata.layers.map((layer): TensorPlan => ({ name: `residual.${layer}`, dtype: 'F32', shape: [S, n, d] }));
  layers.push(...apart.map((layer): TensorPlan => ({ name: `residual_by_sequence.${layer}`, dtype: 'F32', shape: [C, d] })));
  yield safetensorsPrefix([...small.map(({ plan }) => plan), ...layers], { format: FORMAT, recording: JSON.stringify(writtenMetadata(metadata)) });
  for (const { values } of small) yield bytesOf(values);
  for (const [at, layer] of metadata.layers.entries()) {
    const values = Float32Array.from(await readLayer(layer, signal));
    counts.forEach((count, cell) => {
      if (count === 0) values.fill(0, cell * d, (cell + 1) * d);
    });
    yield bytesOf(values);
    onLayer?.(at + 1, metadata.layers.length);
  }
  for (const layer of apart) yield bytesOf(await readBySequence!(layer, signal));
}

function smallTensors({ metadata, counts, tokens, accuracy, contextAccuracy }: RecordingInfo, S: number, n: number): { readonly plan: TensorPlan; readonly values: Int32Array | Float32Array }[] {
  const { sequences: R, length: T } = metadata.task;
  return [
    { plan: { name: 'counts', dtype: 'I32', shape: [S, n] }, values: counts },
    ...(tokens.length > 0 ? [{ plan: { name: 'tokens', dtype: 'I32', shape: [R, T] } as const, values: tokens }] : []),
    ...(accuracy.length > 0 ? [{ plan: { name: 'accuracy', dtype: 'F32', shape: [R, T] } as const, values: accuracy }] : []),
    ...(contextAccuracy === undefined ? [] : [{ plan: { name: 'context_accuracy', dtype: 'F32', shape: [contextAccuracy.length / S, S] } as const, values: contextAccuracy }]),
  ];
}

/** What the file does not say is left out rather than written as null. */
function writtenMetadata(metadata: RecordingMetadata): unknown {
  const known = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(known);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, known(inner)]])));
  };
  return known(metadata);
}

/** Typed arrays are in the machine's byte order; every machine that runs a browser is little-endian, as the file is. */
function bytesOf(values: Int32Array | Float32Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}
