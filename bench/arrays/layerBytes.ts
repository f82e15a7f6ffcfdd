import { seededNormal, seededUniform } from '../../src/core/linalg/random.ts';
import type { LayerShape } from '../frames/work.ts';
import { float16Bits } from './float16Bits.ts';

/** Directions that the words and their graph spread over. */
const DIRECTIONS = 24;
/** Share of an activation that is noise of its own. */
const NOISE = 0.02;

/**
 * [T, n, d] binary16 class means of one layer, little-endian: words that keep their own vectors while a second
 * arrangement of them grows with the context, as graphs do. Their variances fall off by a power law, as those of
 * activations do, so that the leading axes are well defined and every way to find them must agree. Seeded.
 */
export function layerBytes({ frames, nodes, hiddenSize }: LayerShape): Uint8Array<ArrayBuffer> {
  const words = spread(1, nodes, hiddenSize, 1);
  const arrangement = spread(2, nodes, hiddenSize, 1.5);
  const noise = seededUniform(3);
  const size = nodes * hiddenSize;
  const out = new Uint16Array(frames * size);
  for (let t = 0; t < frames; t++) {
    const pull = (2 * (t + 1)) / frames;
    for (let at = 0; at < size; at++) out[t * size + at] = float16Bits(words[at]! + pull * arrangement[at]! + NOISE * noise());
  }
  return new Uint8Array(out.buffer);
}

/** [nodes, hiddenSize] random points, standard deviation (r + 1)^-decay along the r-th of DIRECTIONS random directions. */
function spread(seed: number, nodes: number, hiddenSize: number, decay: number): Float32Array {
  const normal = seededNormal(seed);
  const out = new Float32Array(nodes * hiddenSize);
  for (let r = 0; r < DIRECTIONS; r++) {
    const direction = Float32Array.from({ length: hiddenSize }, normal);
    for (let i = 0; i < nodes; i++) {
      const weight = normal() * (r + 1) ** -decay;
      for (let c = 0; c < hiddenSize; c++) out[i * hiddenSize + c] = out[i * hiddenSize + c]! + weight * direction[c]!;
    }
  }
  return out;
}
