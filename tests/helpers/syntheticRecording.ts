/** A small sound `contextscope/1` recording, written here byte by byte: n words on a ring that draw together as context grows. */

export interface SyntheticOptions {
  readonly id?: string;
  readonly nodes?: number;
  readonly hiddenSize?: number;
  readonly segments?: number;
  /** Tokens a segment; at least one. */
  readonly segmentLength?: number;
  readonly layers?: readonly number[];
  readonly modelLayers?: number;
  readonly seed?: number;
}

/** Park-Miller generator, uniform in (0, 1). */
function uniform(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export function syntheticMetadata(options: SyntheticOptions = {}) {
  const { id = 'synthetic-ring', nodes = 5, hiddenSize = 6, segments = 4, segmentLength = 10, layers = [0, 2, 4], modelLayers = 4, seed = 1 } = options;
  const angle = (i: number) => (2 * Math.PI * i) / nodes;
  return {
    id,
    title: `Ring of ${nodes}`,
    description: 'Random vectors drawn towards a circle, for testing readers.',
    created: '2026-11-23T10:00:00Z',
    licence: 'MIT',
    citation: '',
    group: 'synthetic',
    model: { id: 'synthetic', revision: null, source: null, weights: null, layers: modelLayers, hiddenSize },
    hook: { name: 'hidden_states[l]', description: 'Not a model.' },
    layers,
    task: { kind: 'ring', sampler: 'random-walk', prefix: '', seeds: [seed], sequences: 1, length: segments * segmentLength, size: { n: nodes }, step: null, chanceLevel: null },
    nodes: Array.from({ length: nodes }, (_, i) => ({ label: `word${i}`, tokenId: i })),
    graphs: [
      {
        id: 'ring',
        role: 'context',
        title: 'Ring',
        edges: Array.from({ length: nodes }, (_, i) => [i, (i + 1) % nodes]),
        layout: Array.from({ length: nodes }, (_, i) => [Math.cos(angle(i)), Math.sin(angle(i))]),
      },
    ],
    segments: Array.from({ length: segments + 1 }, (_, s) => s * segmentLength),
    flags: [],
    software: { recorder: '0.0.0' },
  };
}

/** The recording as a file: F32 residuals, tokens that walk the ring, accuracy rising from 0.2 to 0.9. */
export function syntheticRecording(options: SyntheticOptions = {}): Uint8Array<ArrayBuffer> {
  const metadata = syntheticMetadata(options);
  const random = uniform(options.seed ?? 1);
  const n = metadata.nodes.length;
  const d = metadata.model.hiddenSize;
  const S = metadata.segments.length - 1;
  const T = metadata.task.length;

  const tokens = new Int32Array(T);
  for (let t = 1; t < T; t++) tokens[t] = (tokens[t - 1]! + (random() < 0.5 ? 1 : n - 1)) % n;
  const counts = new Int32Array(S * n);
  const perSegment = T / S;
  tokens.forEach((node, t) => (counts[Math.floor(t / perSegment) * n + node]! += 1));
  const accuracy = Float32Array.from({ length: T }, (_, t) => 0.2 + (0.7 * t) / T);

  const words = Float32Array.from({ length: n * d }, () => random() - 0.5);
  const residual = metadata.layers.map((layer) => {
    const values = new Float32Array(S * n * d);
    for (let s = 0; s < S; s++) {
      for (let i = 0; i < n; i++) {
        const angle = (2 * Math.PI * i) / n;
        const pull = ((s + 1) / S) * (layer / metadata.model.layers) * 3;
        for (let k = 0; k < d; k++) {
          const circle = k === 0 ? Math.cos(angle) : k === 1 ? Math.sin(angle) : 0;
          values[(s * n + i) * d + k] = words[i * d + k]! + pull * circle + 0.05 * random();
        }
      }
    }
    return { name: `residual.${layer}`, dtype: 'F32', shape: [S, n, d], bytes: new Uint8Array(values.buffer) };
  });
  return safetensors(
    [
      { name: 'counts', dtype: 'I32', shape: [S, n], bytes: new Uint8Array(counts.buffer) },
      { name: 'tokens', dtype: 'I32', shape: [1, T], bytes: new Uint8Array(tokens.buffer) },
      { name: 'accuracy', dtype: 'F32', shape: [1, T], bytes: new Uint8Array(accuracy.buffer) },
      ...residual,
    ],
    { format: 'contextscope/1', recording: JSON.stringify(metadata) },
  );
}

export interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** The safetensors container: length, JSON header padded to eight bytes, tensor bytes in order. */
export function safetensors(tensors: readonly Tensor[], metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  let offset = 0;
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const entry = [name, { dtype, shape, data_offsets: [offset, offset + bytes.byteLength] }] as const;
    offset += bytes.byteLength;
    return entry;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const header = new TextEncoder().encode(json);
  const length = Math.ceil(header.length / 8) * 8;
  const file = new Uint8Array(8 + length + offset).fill(0x20, 8, 8 + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(header, 8);
  let at = 8 + length;
  for (const { bytes } of tensors) {
    file.set(bytes, at);
    at += bytes.byteLength;
  }
  return file;
}
