import { describe, expect, it } from 'vitest';
import type { BasisSpec } from '../../../src/core/analysis/settings.ts';
import { centreRows } from '../../../src/core/linalg/centreRows.ts';
import { windowMeans } from '../../../src/core/recording/windowMeans.ts';
import { sample } from '../../helpers/exportStage.ts';

const FILE = 'synthetic/ring8-tiny.safetensors';
const bases: readonly BasisSpec[] = [{ kind: 'joint' }, { kind: 'reference', frame: 1 }, { kind: 'raw' }, { kind: 'aligned', frame: 1 }];

describe.each(bases)('the loadings of basis $kind', (basis) => {
  it('take the centred means of every frame to its scores', async () => {
    const { input, result, loadings } = await sample(FILE, 2, basis);
    const { analysis } = result;
    const { components: K, hiddenSize: d, values, perFrame } = loadings;
    expect(K).toBe(analysis.components);
    expect(perFrame).toBe(basis.kind === 'raw' || basis.kind === 'aligned');
    const means = new Float64Array(input.nodes * d);
    const tokenCounts = new Int32Array(input.nodes);
    let largest = 0;
    let compared = 0;
    for (let f = 0; f < analysis.frames.length; f++) {
      windowMeans(input, analysis.frames[f]!, 'tokens', means, tokenCounts);
      const rows = centreRows(means, tokenCounts, d);
      if (rows.count < 2) continue;
      rows.nodes.forEach((node, row) => {
        for (let k = 0; k < K; k++) {
          const at = ((perFrame ? f : 0) * K + k) * d;
          let score = 0;
          for (let c = 0; c < d; c++) score += rows.values[row * d + c]! * values[at + c]!;
          largest = Math.max(largest, Math.abs(score - analysis.scores[(f * analysis.nodes + node) * K + k]!));
          compared++;
        }
      });
    }
    const scale = analysis.scores.reduce((most, score) => (Number.isNaN(score) ? most : Math.max(most, Math.abs(score))), 0);
    expect(compared).toBeGreaterThan(50);
    // Scores are kept in single precision.
    expect(largest).toBeLessThan(1e-6 * scale);
  });

  it('are orthonormal where a frame has them', async () => {
    const { loadings } = await sample(FILE, 2, basis);
    const { components: K, hiddenSize: d, values } = loadings;
    const last = values.length - K * d;
    const dot = (a: number, b: number) => Array.from({ length: d }, (_, c) => values[last + a * d + c]! * values[last + b * d + c]!).reduce((sum, value) => sum + value, 0);
    expect(dot(0, 0)).toBeCloseTo(1, 6);
    expect(dot(1, 1)).toBeCloseTo(1, 6);
    expect(dot(0, 1)).toBeCloseTo(0, 6);
  });
});
