import { describe, expect, it } from 'vitest';
import type { BasisSpec, LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { axisTitle } from '../../../src/views/picture/explainedVariance.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const grid = syntheticResult({ kind: 'grid', rows: 4, cols: 4 }, { lateNodes: [2] });
const withBasis = (basis: BasisSpec): LayerAnalysis => ({ ...grid.analysis, settings: { ...grid.analysis.settings, basis } });

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
