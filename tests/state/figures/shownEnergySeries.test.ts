import { describe, expect, it } from 'vitest';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { shownEnergySeries } from '../../../src/state/figures/shownEnergySeries.ts';
import { syntheticResult } from '../../views/helpers/syntheticResult.ts';

describe('the energy on the timeline', () => {
  it('is at every recorded context the energy that the measures print there', () => {
    const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });
    const series = shownEnergySeries(result, [0, 1]);
    expect(series).toHaveLength(result.analysis.frames.length);
    series.forEach(({ context, value }, frame) => {
      const measures = cursorMeasures(result, { frame, fraction: 0, between: false, clamped: false }, [0, 1]);
      expect(context).toBe(measures.context);
      expect(value).toBeCloseTo(measures.graphs[0]!.shownEnergy, 9);
    });
  });
});
