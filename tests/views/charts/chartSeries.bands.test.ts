import { describe, expect, it } from 'vitest';
import { layerCurves } from '../../../src/views/evidence/measureSeries.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });

describe('the curves of a chart', () => {
  it('colour the measures of one layer, and the layers when there are several', () => {
    const one = layerCurves([{ layer: 3, result }], ['energy', 'shownEnergy'], 0, [0, 1], 'PC 1-2', []);
    expect(one.map(({ label, colour }) => [label, colour])).toEqual([['full d', 1], ['PC 1-2', 2]]);
    const two = layerCurves([{ layer: 3, result }, { layer: 5, result }], ['energy', 'shownEnergy'], 0, [0, 1], 'PC 1-2', []);
    expect(two.map(({ colour, dashed }) => [colour, dashed])).toEqual([[1, false], [1, true], [2, false], [2, true]]);
    expect(new Set(two.map(({ id }) => id)).size).toBe(4);
  });

  it('carry the spread of the replicates of the shown layer only', () => {
    const { layer } = result.analysis.settings;
    const other = { ...syntheticResult({ kind: 'grid', rows: 3, cols: 3 }, { seed: 8 }), recordingId: 'other' };
    const curves = layerCurves([{ layer, result }, { layer: layer + 1, result }], ['energy'], 0, [0, 1], 'PC 1-2', [result, other]);
    expect(curves[0]!.band!.points.length).toBe(result.analysis.frames.length);
    expect(curves[0]!.band!.label).toMatch(/2 replicates/);
    expect(curves[1]!.band).toBeUndefined();
  });
});
