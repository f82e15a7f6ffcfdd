/**
 * A recording the size of Llama-3.1-70B's, made byte by byte on demand: 81 hidden states of 8192 dimensions, 40 segments,
 * 64 words on a ring, half precision, 3.4 GB. Nothing of it is stored: every byte follows from its offset.
 */
import { syntheticMetadata } from './syntheticRecording.ts';

export interface LargeRecording {
  readonly byteLength: number;
  /** Bytes of one layer. */
  readonly layerBytes: number;
  /** First byte of a layer. */
  readonly layerStart: (layer: number) => number;
  /** Bytes [start, end). */
  readonly bytes: (start: number, end: number) => Uint8Array<ArrayBuffer>;
}

export interface LargeOptions {
  readonly nodes?: number;
  readonly hiddenSize?: number;
  readonly segments?: number;
  readonly modelLayers?: number;
}

const SEGMENT_LENGTH = 128;

export function largeRecording({ nodes = 64, hiddenSize = 8192, segments = 40, modelLayers = 80 }: LargeOptions = {}): LargeRecording {
  const layers = Array.from({ length: modelLayers + 1 }, (_, layer) => layer);
  const metadata = syntheticMetadata({ id: 'large', nodes, hiddenSize, segments, segmentLength: SEGMENT_LENGTH, layers, modelLayers });
  const length = metadata.task.length;
  const tokens = Int32Array.from({ length }, (_, t) => t % nodes);
  const counts = new Int32Array(segments * nodes);
  tokens.forEach((node, t) => (counts[Math.floor(t / SEGMENT_LENGTH) * nodes + node]! += 1));
  const accuracy = new Float32Array(length).fill(0.5);
  const small = [
    { name: 'counts', dtype: 'I32', shape: [segments, nodes], bytes: new Uint8Array(counts.buffer) },
    { name: 'tokens', dtype: 'I32', shape: [1, length], bytes: new Uint8Array(tokens.buffer) },
    { name: 'accuracy', dtype: 'F32', shape: [1, length], bytes: new Uint8Array(accuracy.buffer) },
  ];
  const layerBytes = segments * nodes * hiddenSize * 2;

  const entries: Record<string, unknown> = { __metadata__: { format: 'contextscope/1', recording: JSON.stringify(metadata) } };
  let offset = 0;
  for (const { name, dtype, shape, bytes } of small) entries[name] = { dtype, shape, data_offsets: [offset, (offset += bytes.length)] };
  for (const layer of layers) {
    entries[`residual.${layer}`] = { dtype: 'F16', shape: [segments, nodes, hiddenSize], data_offsets: [offset, (offset += layerBytes)] };
  }
  const json = new TextEncoder().encode(JSON.stringify(entries));
  const padded = Math.ceil(json.length / 8) * 8;
  const front = new Uint8Array(8 + padded + small.reduce((sum, { bytes }) => sum + bytes.length, 0)).fill(0x20, 8, 8 + padded);
  new DataView(front.buffer).setBigUint64(0, BigInt(padded), true);
  front.set(json, 8);
  let at = 8 + padded;
  for (const { bytes } of small) {
    front.set(bytes, at);
    at += bytes.length;
  }

  const words = ringOfWords(nodes, hiddenSize);
  const blockBytes = words.byteLength;
  const byteLength = front.length + layers.length * layerBytes;

  /** One byte of the layers: the ring's half-precision values, low bits turned by layer and segment. */
  function fillLayers(out: Uint8Array, start: number): void {
    for (let i = 0; i < out.length; ) {
      const position = start + i - front.length;
      const block = Math.floor(position / blockBytes);
      const within = position - block * blockBytes;
      const run = Math.min(out.length - i, blockBytes - within);
      const turn = (Math.imul(block + 1, 2654435761) >>> 26) & 0x3f;
      // Little-endian: even bytes are the low halves, whose six lowest bits change a value by a few percent at most.
      for (let b = 0; b < run; b++) out[i + b] = words[within + b]! ^ ((within + b) % 2 === 0 ? turn : 0);
      i += run;
    }
  }

  return {
    byteLength,
    layerBytes,
    layerStart: (layer) => front.length + layer * layerBytes,
    bytes(start, end) {
      const out = new Uint8Array(end - start);
      const head = front.subarray(start, Math.min(end, front.length));
      out.set(head);
      if (head.length < out.length) fillLayers(out.subarray(head.length), start + head.length);
      return out;
    },
  };
}

/** [nodes, hiddenSize] F16 bytes: the first two dimensions hold a circle, the others small noise of a fixed seed. */
function ringOfWords(nodes: number, hiddenSize: number): Uint8Array {
  const bits = new Uint16Array(nodes * hiddenSize);
  let state = 1;
  for (let i = 0; i < nodes; i++) {
    const angle = (2 * Math.PI * i) / nodes;
    for (let c = 0; c < hiddenSize; c++) {
      state = (state * 48271) % 2147483647;
      const noise = (state / 2147483647 - 0.5) * 0.02;
      bits[i * hiddenSize + c] = float16Bits(c === 0 ? 4 * Math.cos(angle) : c === 1 ? 4 * Math.sin(angle) : noise);
    }
  }
  return new Uint8Array(bits.buffer);
}

/** Rounds down to a normal binary16, or to 0 below the least of them. */
function float16Bits(value: number): number {
  const size = Math.abs(value);
  if (size < 2 ** -14) return 0;
  const exponent = Math.floor(Math.log2(size));
  const fraction = Math.floor((size / 2 ** exponent - 1) * 1024);
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | Math.min(1023, fraction);
}
