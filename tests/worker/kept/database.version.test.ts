import { expect, it } from 'vitest';
import type { AnalysisSettings } from '../../../src/core/analysis/settings.ts';
import { RESULTS_VERSION } from '../../../src/worker/kept/database.ts';
import { syntheticBands, syntheticControls } from '../../helpers/syntheticControls.ts';
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
  const band = (await syntheticBands({}, settings, 19)).nulls[1]!;
  expect({
    version: RESULTS_VERSION,
    analysis: digits(last(analysis.scores), last(analysis.energy), last(analysis.distanceCorrelation), last(analysis.participationRatio), last(analysis.basisVariance)),
    nulls: digits(last(nulls.energy.mean), last(nulls.shownEnergy.p), last(nulls.rewired.mean), last(nulls.pairs.mean)),
    band: digits(last(band.weights), last(band.energy.mean), last(band.shownEnergy.sd), last(band.r2.mean), band.spectra.at(-1)![0]!.high[0]!),
  }).toMatchInlineSnapshot(`
    {
      "analysis": "0.024362 0.58056 0.87039 2.0568 0.018868",
      "band": "0.031250 0.58116 0.0038797 0.95186 0.97454",
      "nulls": "1.0035 0.083333 0.99996 0.50083",
      "version": 2,
    }
  `);
});
