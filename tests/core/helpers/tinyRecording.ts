/** A sound recording of a ring of four in memory, and ways to spoil it. Built without the code under test. */

export interface TensorSpec {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export type Json = Record<string, unknown>;

const NODES = 4;
const HIDDEN = 3;
export const tinySegments = [0, 4, 10];
/** [R, T] = [2, 10]; node 3 does not occur in the first segment. */
export const tinyTokens = [0, 1, 2, 1, 0, 3, 2, 1, 0, 3, 1, 0, 1, 2, 3, 2, 1, 0, 3, 0];

export function tinyCounts(): number[] {
  const counts = new Array<number>((tinySegments.length - 1) * NODES).fill(0);
  tinyTokens.forEach((node, at) => {
    const segment = at % 10 < 4 ? 0 : 1;
    counts[segment * NODES + node]! += 1;
  });
  return counts;
}

export function tinyMetadata(): Json {
  return {
    id: 'tiny', title: 'Ring of 4', description: 'Made by hand.', created: '2026-01-31T10:00:00Z', licence: 'MIT', citation: '',
    model: { id: 'none', weights: 'none', layers: 2, hiddenSize: HIDDEN },
    hook: { name: 'hidden_states[l]', description: 'Made by hand.' },
    layers: [0, 2],
    task: { kind: 'ring', sampler: 'random-walk', prefix: '', seeds: [1, 2], sequences: 2, length: 10 },
    nodes: ['apple', 'bird', 'car', 'egg'].map((label) => ({ label })),
    graphs: [{ id: 'ring', role: 'context', edges: [[0, 1], [1, 2], [2, 3], [0, 3]] }],
    segments: tinySegments,
    software: { recorder: '0.1.0' },
  };
}

export const int32 = (values: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(values).buffer);
export const float32 = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

/** Residual value of layer, segment, node, dimension. */
export const tinyValue = (layer: number, segment: number, node: number, c: number): number =>
  layer + segment * 0.5 + node * 0.25 - c * 0.125;

export function tinyResidual(layer: number): number[] {
  const values: number[] = [];
  for (let s = 0; s < 2; s++) for (let i = 0; i < NODES; i++) for (let c = 0; c < HIDDEN; c++) values.push(tinyValue(layer, s, i, c));
  return values;
}

export function tinyTensors(): Record<string, TensorSpec> {
  const residual = (layer: number): TensorSpec => ({ dtype: 'F32', shape: [2, NODES, HIDDEN], bytes: float32(tinyResidual(layer)) });
  return {
    counts: { dtype: 'I32', shape: [2, NODES], bytes: int32(tinyCounts()) },
    tokens: { dtype: 'I32', shape: [2, 10], bytes: int32(tinyTokens) },
    accuracy: { dtype: 'F32', shape: [2, 10], bytes: float32(tinyTokens.map((_, at) => (at === 3 ? NaN : at / 20))) },
    'residual.0': residual(0),
    'residual.2': residual(2),
  };
}

/** [C, 3] sequence, segment and node of every cell with tokens, and the tokens in each. */
export function tinyCells(): { readonly cells: number[][]; readonly counts: number[] } {
  const known = new Map<string, number>();
  tinyTokens.forEach((node, at) => {
    const key = JSON.stringify([Math.floor(at / 10), at % 10 < 4 ? 0 : 1, node]);
    known.set(key, (known.get(key) ?? 0) + 1);
  });
  const keys = [...known.keys()].sort();
  return { cells: keys.map((key) => JSON.parse(key) as number[]), counts: keys.map((key) => known.get(key)!) };
}

/** Metadata and tensors with the sequences of layer 2 kept apart: in dimension c they differ by their sequence, c high, about the pooled mean. */
export function tinyApart(): { readonly metadata: Json; readonly tensors: Record<string, TensorSpec> } {
  const { cells, counts } = tinyCells();
  const pooled = tinyCounts();
  const values = cells.flatMap(([sequence, segment, node], row) => {
    const all = pooled[segment! * NODES + node!]!;
    const share = counts[row]! / all;
    // Weighted by their tokens the two differences cancel.
    const off = share === 1 ? 0 : (sequence === 0 ? 1 : -1) * (1 - share);
    return Array.from({ length: HIDDEN }, (_, c) => tinyValue(2, segment!, node!, c) + off * c);
  });
  return {
    metadata: { ...tinyMetadata(), layersBySequence: [2] },
    tensors: {
      ...tinyTensors(),
      cells: { dtype: 'I32', shape: [cells.length, 3], bytes: int32(cells.flat()) },
      'residual_by_sequence.2': { dtype: 'F32', shape: [cells.length, HIDDEN], bytes: float32(values) },
    },
  };
}

/** The header object for tensors laid out in order. */
export function headerOf(metadata: Json, tensors: Record<string, TensorSpec>, format = 'contextscope/1'): Json {
  const header: Json = { __metadata__: { format, recording: JSON.stringify(metadata) } };
  let at = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  return header;
}

export function container(headerText: string, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(headerText);
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

export function dataOf(tensors: Record<string, TensorSpec>): Uint8Array {
  return Uint8Array.from(Object.values(tensors).flatMap(({ bytes }) => [...bytes]));
}

export function tinyFile(metadata: Json = tinyMetadata(), tensors = tinyTensors(), format = 'contextscope/1'): Uint8Array {
  return container(JSON.stringify(headerOf(metadata, tensors, format)), dataOf(tensors));
}
