import { describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { averagingNull } from '../../../src/core/nulls/averagingNull.ts';
import { countTokens } from '../../../src/core/recording/windowMeans.ts';
import { graphModes } from '../../../src/core/geometry/graphModes.ts';
import { columnSpan, subspaceR2 } from '../../../src/core/geometry/subspaceR2.ts';
import { grid } from '../helpers/graphs.ts';
import { walks } from '../helpers/walks.ts';

describe('averaging only', () => {
  const segments = [0, 3, 7, 20];
  const input = { tokens: walks(5, grid(1, 5), 3, 20, 2), length: 20, nodes: 5, segments, hiddenSize: 6, seed: 9 };

  it('is the mean, token by token, of own and previous vector', () => {
    const { residual, counts } = averagingNull(input);
    const vectors = Float64Array.from({ length: 30 }, seededNormal(9));
    const sums = new Float64Array(3 * 5 * 6);
    for (let r = 0; r < 3; r++) {
      for (let t = 0; t < 20; t++) {
        const s = t < 3 ? 0 : t < 7 ? 1 : 2;
        const own = input.tokens[r * 20 + t]!;
        const previous = t === 0 ? own : input.tokens[r * 20 + t - 1]!;
        for (let c = 0; c < 6; c++) sums[(s * 5 + own) * 6 + c]! += (vectors[own * 6 + c]! + vectors[previous * 6 + c]!) / 2;
      }
    }
    expect(counts).toEqual(countTokens(input.tokens, 20, segments, 5));
    sums.forEach((sum, at) => expect(residual[at]).toBeCloseTo(sum / Math.max(1, counts[Math.floor(at / 6)]!), 5));
  });

  it('is the same for the same seed', () => {
    expect(averagingNull(input)).toEqual(averagingNull(input));
    expect(averagingNull({ ...input, seed: 10 }).residual).not.toEqual(averagingNull(input).residual);
  });

  it('draws the grid in the first two components although nothing is learnt', () => {
    const edges = grid(4, 4);
    const marks = [0, 2000];
    const means = averagingNull({ tokens: walks(16, edges, 4, 2000, 3), length: 2000, nodes: 16, segments: marks, hiddenSize: 256, seed: 4 });
    const settings = { layer: 0, window: { kind: 'all' }, weighting: 'tokens', basis: { kind: 'raw' }, components: 2, axes: [0, 1] } as const;
    const { scores } = runToEnd(analyseLayer({ ...means, segments: marks, graphs: [{ edges }] }, settings));
    const r2 = subspaceR2(columnSpan(scores, 2, [0, 1]), graphModes(16, edges).vectors.subarray(0, 32));
    expect(r2).toBeGreaterThan(0.5);
  });
});
