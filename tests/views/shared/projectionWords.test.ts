import { describe, expect, it } from 'vitest';
import type { BasisSpec, LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { describeNode, graphPlace } from '../../../src/views/picture/describeNode.ts';
import { axisTitle, basisShare, ownShare } from '../../../src/views/picture/explainedVariance.ts';
import { projectionProblem } from '../../../src/views/picture/ProjectionProblem.tsx';
import { cornerBox, quietCorner } from '../../../src/views/picture/box.ts';
import { screeTop } from '../../../src/views/evidence/ScreePlot.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const grid = syntheticResult({ kind: 'grid', rows: 4, cols: 4 }, { lateNodes: [2] });
const withBasis = (basis: BasisSpec): LayerAnalysis => ({ ...grid.analysis, settings: { ...grid.analysis.settings, basis } });

describe('words of a node', () => {
  it('name the row and column on a grid, the place on a ring', () => {
    expect(graphPlace(grid.info.metadata, 13)).toBe('row 4, column 2');
    expect(graphPlace(syntheticResult({ kind: 'weekdays', step: 3 }).info.metadata, 3)).toBe('place 2 of 7 on the ring');
  });

  it('tell the evidence, or that there is none', () => {
    const tokens = grid.analysis.tokenCounts[5 * 16 + 13]!;
    expect(describeNode(grid, 13, 5)).toBe(`math, row 4, column 2, ${tokens} tokens`);
    expect(describeNode(grid, 2, 0)).toBe('car, row 1, column 3, missing in this window');
  });
});

describe('axis titles', () => {
  it('print the share of the basis where it is shared by all frames', () => {
    const { basisEigenvalues, basisTotalVariance } = grid.analysis;
    const percent = ((100 * basisEigenvalues[1]!) / basisTotalVariance).toFixed(1);
    expect(axisTitle(grid.analysis, 0, 1)).toBe(`PC 2 (${percent}\u202f%)`);
    expect(axisTitle(grid.analysis, 9, 1)).toBe(axisTitle(grid.analysis, 0, 1));
  });

  it('follow the frame and name the aligned plane in per-frame bases', () => {
    const aligned = withBasis({ kind: 'aligned', frame: 3 });
    expect(axisTitle(aligned, 2, 0)).not.toBe(axisTitle(aligned, 12, 0));
    expect(axisTitle(aligned, 2, 0)).toContain('aligned');
  });

  it('leave the share out where it is not defined', () => {
    expect(axisTitle({ ...grid.analysis, basisTotalVariance: NaN }, 0, 0)).toBe('PC 1');
    expect(axisTitle(grid.analysis, 0, 99)).toBe('PC 100');
  });
});

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

describe('quietCorner', () => {
  const plot = { left: 0, top: 0, right: 400, bottom: 300 };

  it('takes the emptiest corner, and the first of equals', () => {
    expect(quietCorner(new Float64Array(0), plot, 80, 80, 6, 10)).toBe('top-right');
    const crowded = Float64Array.of(380, 20, 380, 280, 20, 20);
    expect(quietCorner(crowded, plot, 80, 80, 6, 10)).toBe('bottom-left');
  });

  it('ignores missing points', () => {
    expect(quietCorner(Float64Array.of(NaN, NaN), plot, 80, 80, 6, 10)).toBe('top-right');
  });

  it('gives boxes inside the plot', () => {
    for (const corner of ['top-right', 'bottom-right', 'top-left', 'bottom-left'] as const) {
      const box = cornerBox(corner, plot, 80, 60, 6);
      expect(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 300).toBe(true);
    }
  });
});
