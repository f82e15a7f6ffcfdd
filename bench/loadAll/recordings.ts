/** The recordings that are loaded whole: one as a large model gives it, and a sample that comes with the explorer. */
import { sampleBytes } from '../../tests/core/helpers/sampleLayer.ts';
import { largeRecording } from '../../tests/helpers/largeRecording.ts';

export interface WholeRecording {
  readonly name: string;
  readonly byteLength: number;
  readonly pieces: () => Iterable<Uint8Array>;
}

const LAYERS = 12;
const PIECE_BYTES = 4 * 2 ** 20;

/** Sixteen words in 4,096 dimensions over 40 contexts, half precision. */
export function generatedRecording(): WholeRecording {
  const large = largeRecording({ nodes: 16, hiddenSize: 4096, segments: 40, modelLayers: LAYERS - 1 });
  return {
    name: '16x4096',
    byteLength: large.byteLength,
    *pieces() {
      for (let at = 0; at < large.byteLength; at += PIECE_BYTES) yield large.bytes(at, Math.min(large.byteLength, at + PIECE_BYTES));
    },
  };
}

/** The largest sample of sixteen words. */
export function sampleRecording(): WholeRecording {
  const bytes = sampleBytes('qwen2.5-coder-1.5b-grid4x4-a');
  return { name: 'sample', byteLength: bytes.length, pieces: () => [bytes] };
}
