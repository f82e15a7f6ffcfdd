import { expect, it } from 'vitest';
import type { AnalysisSettings } from '../../../src/core/analysis/settings.ts';
import { RESULTS_VERSION } from '../../../src/worker/kept/database.ts';
import { syntheticBand, syntheticControls } from '../../helpers/syntheticControls.ts';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';

const settings: AnalysisSettings = { layer: 4, window: { kind: 'last', tokens: 20 }, weighting: 'tokens', basis: { kind: 'joint' }, components: 4, axes: [0, 1] };

/** Five digits: other engines of JavaScript differ later. */
const digits = (...values: readonly number[]): string => values.map((value) => value.toPrecision(5)).join(' ');
const last = (values: ArrayLike<number>): number => values[values.length - 1]!;

/**
 * Whoever changes these numbers has changed the formulas behind results that browsers keep: raise RESULTS_VERSION with them,
 * or readers go on seeing the old.
 */
it('the version of kept results stands for these numbers', async () => {
  const result = await syntheticResult({}, settings);
  const { analysis } = result;
  const nulls = await syntheticControls({}, settings, 99);
  const band = syntheticBand(result, 19);
  expect({
    version: RESULTS_VERSION,
    analysis: digits(last(analysis.scores), last(analysis.energy), last(analysis.distanceCorrelation), last(analysis.participationRatio), last(analysis.basisVariance)),
    nulls: digits(last(nulls.energy.mean), last(nulls.shownEnergy.p), last(nulls.rewired.mean), last(nulls.pairs.mean)),
    band: digits(last(band.energy.mean), last(band.shownDistanceCorrelation.sd), last(band.r2.mean)),
  }).toMatchInlineSnapshot(`
    {
      "analysis": "0.024362 0.58056 0.87039 2.0568 0.018868",
      "band": "0.63018 0.093721 0.32938",
      "nulls": "1.0035 0.083333 0.99996 0.50083",
      "version": 1,
    }
  `);
});
