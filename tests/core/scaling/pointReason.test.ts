import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { fitScaling } from '../../../src/core/scaling/fitScaling.ts';
import { curveTrend, intervalReason, pointReason } from '../../../src/core/scaling/pointReason.ts';

const CONTEXTS = [10, 20, 40, 80, 160];
const FALL = { kind: 'fall', level: 0.8 } as const;
const THRESHOLD = { kind: 'threshold', level: 0.5 } as const;

describe('what a curve does', () => {
  it('is told by its ends, unless it goes both ways', () => {
    expect(curveTrend(CONTEXTS, [0.4, 0.45, 0.5, 0.6, 0.63])).toBe('it rises with context, from 0.40 at 10 tokens to 0.63 at 160');
    expect(curveTrend(CONTEXTS, [1, 0.9, 0.95, 0.8, 0.85])).toBe('it falls with context, from 1.00 at 10 tokens to 0.85 at 160');
    expect(curveTrend(CONTEXTS, [0.5, 0.9, 0.95, 0.8, 0.55])).toContain('does not go one way');
    expect(curveTrend(CONTEXTS, [0.5, 0.5, 0.5, 0.5, 0.5])).toContain('does not go one way');
    expect(curveTrend([10], [1])).toBe('');
  });
});

describe('why there is no critical context', () => {
  it('tells an energy that is never above the level from one that is never below it', () => {
    expect(pointReason(FALL, CONTEXTS, [0.4, 0.5, 0.6, 0.7, 0.7], '')).toMatch(/^the energy is at or below 0\.8 at every recorded context: it rises with context/);
    expect(pointReason(FALL, CONTEXTS, [1, 1.1, 1.2, 1.3, 1.4], '')).toMatch(/^the energy stays above 0\.8 at every recorded context: it rises with context/);
    expect(pointReason(FALL, CONTEXTS, [0.7, 0.75, 0.85, 0.9, 1], '')).toMatch(/^the energy is already at or below 0\.8 at the first context, 10 tokens: it rises with context/);
    expect(pointReason(FALL, [], [], 'no values')).toBe('no recorded context in which every word occurs');
  });

  it('says the same of accuracies the other way round', () => {
    expect(pointReason(THRESHOLD, CONTEXTS, [0.1, 0.2, 0.3, 0.3, 0.4], '')).toMatch(/^the accuracy stays below 0\.5 at every recorded context: it rises/);
    expect(pointReason(THRESHOLD, CONTEXTS, [0.6, 0.4, 0.3, 0.3, 0.3], '')).toMatch(/^the accuracy is already at or above 0\.5 at the first context, 10 tokens: it falls/);
  });

  it('leaves the words of the break search as they are', () => {
    expect(pointReason({ kind: 'knee' }, CONTEXTS, [1, 1, 1, 1, 1], 'no break')).toBe('no break');
  });
});

describe('why there is no interval', () => {
  const outcome = { rows: 4, resamples: 100, defined: 1, required: 0.95, refusal: null };

  it('names what is missing, or nothing', () => {
    expect(intervalReason(outcome)).toBeNull();
    expect(intervalReason({ ...outcome, rows: 1 })).toBe('a single row: there is nothing to resample');
    expect(intervalReason({ ...outcome, resamples: 0 })).toBe('too few resamples were drawn');
    expect(intervalReason({ ...outcome, defined: 0.949, refusal: 'never reaches 0.5 within 450 tokens' })).toBe(
      'only 94 % of the resamples have a critical context, 95 % are needed (the others: never reaches 0.5 within 450 tokens)',
    );
  });

  it('stands on exactly the points whose interval is withheld', () => {
    const normal = seededNormal(5);
    const curve = (reach: number) => CONTEXTS.flatMap((context) => [0.3 + (reach - 0.3) * (Math.log(context / 10) / Math.log(16))]);
    const rows = (reach: number, count: number) => Float64Array.from(Array.from({ length: count }, () => curve(reach + 0.08 * normal())).flat());
    const sizes = [rows(0.9, 6), rows(0.51, 6), rows(0.9, 1), rows(0.4, 6)].map((values, i) => ({ nodes: 4 + i, curves: [{ id: String(i), contexts: CONTEXTS, values }] }));
    const { points } = runToEnd(fitScaling({ sizes, method: THRESHOLD, resamples: 400, seed: 2 }));
    for (const { refusal, reason, low, intervalReason: why } of points) {
      expect(reason === null).toBe(refusal === null);
      expect(why !== null).toBe(refusal === null && Number.isNaN(low));
    }
    expect(points.map(({ intervalReason: why }) => why)).toEqual([
      null,
      expect.stringMatching(/^only \d+ % of the resamples .* \(the others: never reaches 0\.5 within 160 tokens\)$/) as string,
      'a single row: there is nothing to resample',
      null,
    ]);
  });
});
