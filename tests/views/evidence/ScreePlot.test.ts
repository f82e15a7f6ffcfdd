import { describe, expect, it } from 'vitest';
import { basisShare, ownShare } from '../../../src/views/picture/explainedVariance.ts';
import { screeTop } from '../../../src/views/evidence/ScreePlot.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const grid = syntheticResult({ kind: 'grid', rows: 4, cols: 4 }, { lateNodes: [2] });

describe('the scree plot', () => {
  it('has room for every share of the sequence and never more than all of it', () => {
    const { analysis } = grid;
    const top = screeTop(analysis);
    expect(top).toBeLessThanOrEqual(1);
    analysis.frames.forEach((_, frame) => {
      for (let k = 0; k < analysis.components; k++) {
        expect(basisShare(analysis, frame, k)).toBeLessThanOrEqual(top + 1e-9);
        expect(ownShare(analysis, frame, k)).toBeLessThanOrEqual(top + 1e-9);
      }
    });
  });
});
