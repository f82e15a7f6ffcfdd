import type { LayerInput } from '../../../src/core/analysis/analyseLayer.ts';
import type { AnalysisSettings } from '../../../src/core/analysis/settings.ts';
import { seededUniform } from '../../../src/core/linalg/random.ts';

/** Words that drift from random places onto the circle of their ring, one step a segment, with noise. */
export function driftingRing(options: { seed?: number; nodes?: number; segments?: number; hiddenSize?: number; noise?: number } = {}): LayerInput<Float32Array> {
  const { seed = 1, nodes = 8, segments: S = 6, hiddenSize: d = 12, noise = 0.3 } = options;
  const uniform = seededUniform(seed);
  const home = Array.from({ length: nodes * d }, uniform);
  const axes = Array.from({ length: 2 * d }, uniform);
  const residual = new Float32Array(S * nodes * d);
  const counts = new Int32Array(S * nodes);
  for (let s = 0; s < S; s++) {
    for (let i = 0; i < nodes; i++) {
      counts[s * nodes + i] = 1 + Math.floor((uniform() + 1) * 3);
      const angle = (2 * Math.PI * i) / nodes;
      for (let c = 0; c < d; c++) {
        const onCircle = Math.cos(angle) * axes[c]! + Math.sin(angle) * axes[d + c]!;
        residual[(s * nodes + i) * d + c] = home[i * d + c]! + (s / S) * 3 * onCircle + noise * uniform();
      }
    }
  }
  return {
    residual, counts, nodes, hiddenSize: d,
    segments: Array.from({ length: S + 1 }, (_, s) => s * 10),
    graphs: [{ edges: Array.from({ length: nodes }, (_, i) => [i, (i + 1) % nodes] as const) }, { edges: [] }],
  };
}

export const jointSettings: AnalysisSettings = {
  layer: 0, window: { kind: 'last', tokens: 20 }, weighting: 'tokens', basis: { kind: 'joint' }, components: 4, axes: [0, 1],
};

/** The input with node `i` never seen in segment `s`; its values there become NaN. */
export function withoutNode(input: LayerInput<Float32Array>, segment: number, node: number): LayerInput<Float32Array> {
  const counts = input.counts.slice();
  const residual = input.residual.slice();
  const cell = segment * input.nodes + node;
  counts[cell] = 0;
  residual.fill(NaN, cell * input.hiddenSize, (cell + 1) * input.hiddenSize);
  return { ...input, counts, residual };
}
