import { describe, expect, it } from 'vitest';
import type { BasisSpec, LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { projectionProblem } from '../../../src/views/picture/ProjectionProblem.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const grid = syntheticResult({ kind: 'grid', rows: 4, cols: 4 }, { lateNodes: [2] });
const withBasis = (basis: BasisSpec): LayerAnalysis => ({ ...grid.analysis, settings: { ...grid.analysis.settings, basis } });

describe('projectionProblem', () => {
  it('is silent for a projection that can be drawn', () => {
    expect(projectionProblem(grid.analysis, 0, [0, 1])).toBeNull();
  });

  it('names the components that do not exist', () => {
    expect(projectionProblem(grid.analysis, 0, [0, 6])).toContain('PC 7 does not exist');
  });

  it('says when too few words occur', () => {
    const tokenCounts = grid.analysis.tokenCounts.slice();
    tokenCounts.fill(0, 0, 16);
    expect(projectionProblem({ ...grid.analysis, tokenCounts }, 0, [0, 1])).toContain('No word occurs');
    tokenCounts[4] = 3;
    expect(projectionProblem({ ...grid.analysis, tokenCounts }, 0, [0, 1])).toContain('Only one word occurs');
  });

  it("names a component beyond the rank of a frame's own PCA", () => {
    const ownVariance = grid.analysis.ownVariance.slice();
    ownVariance[2 * grid.analysis.components + 1] = 0;
    const raw = { ...withBasis({ kind: 'raw' }), ownVariance };
    expect(projectionProblem(raw, 2, [0, 1])).toContain('PC 2 has no variance');
    expect(projectionProblem(raw, 3, [0, 1])).toBeNull();
  });
});
