import { COMPONENTS } from '../../src/state/view/panelSpec.ts';
import type { LayerShape } from './work.ts';

const FRAMES = 40;
/** Nodes and hidden sizes: a week in Gemma 3 270M, sixteen words in Qwen2.5 1.5B, and up to a 16 x 16 grid in Llama 3.1 8B. */
const SIZES: readonly (readonly [nodes: number, hiddenSize: number])[] = [[7, 640], [16, 1536], [16, 4096], [64, 4096], [256, 4096]];
/** Sizes that a quick run takes. */
const QUICK = 3;

export function layerShapes(quick: boolean): LayerShape[] {
  return SIZES.slice(0, quick ? QUICK : undefined).map(([nodes, hiddenSize]) => ({ frames: FRAMES, nodes, hiddenSize, components: COMPONENTS }));
}
