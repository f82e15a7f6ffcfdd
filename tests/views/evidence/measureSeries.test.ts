import { describe, expect, it } from 'vitest';
import { frameAtOrBefore } from '../../../src/views/evidence/useFocusEvidence.ts';
import { MEASURE_IDS, measureSeries, replicateBand } from '../../../src/views/evidence/measureSeries.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });

describe('the measures of a recording over its contexts', () => {
  it('have one point for every frame, in order', () => {
    const contexts = result.analysis.frames.map(({ context }) => context);
    for (const id of MEASURE_IDS) expect(measureSeries(result, id, 0, [0, 1]).map(({ context }) => context)).toEqual(contexts);
  });

  it('say that words on their way to the grid come closer along it in the shown components', () => {
    const energy = measureSeries(result, 'shownEnergy', 0, [0, 1]);
    expect(energy.at(-1)!.value).toBeLessThan(energy[0]!.value);
    const correlation = measureSeries(result, 'shownCorrelation', 0, [0, 1]);
    expect(correlation.at(-1)!.value).toBeGreaterThan(0.8);
  });

  it('are not defined along a graph that the recording does not have', () => {
    expect(measureSeries(result, 'energy', 7, [0, 1]).every(({ value }) => Number.isNaN(value))).toBe(true);
  });
});

describe('a band over replicates', () => {
  const a = [{ context: 10, value: 1 }, { context: 20, value: 3 }, { context: 30, value: 1 }];
  const b = [{ context: 10, value: 2 }, { context: 20, value: NaN }];

  it('holds every replicate where all have the context', () => {
    expect(replicateBand([a, b])[0]).toEqual({ context: 10, low: 1, high: 2 });
    expect(replicateBand([a, b]).map(({ context }) => context)).toEqual([10, 20]);
  });

  it('is not drawn where fewer than two have a value, nor for one recording alone', () => {
    expect(replicateBand([a, b])[1]!.low).toBeNaN();
    expect(replicateBand([a])).toEqual([]);
  });
});

it('finds the recorded frame at or before a context', () => {
  const frames = [{ context: 10 }, { context: 20 }, { context: 40 }];
  expect([5, 10, 19, 20, 39.9, 40, 99].map((context) => frameAtOrBefore(frames, context))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  expect(frameAtOrBefore(frames, null)).toBe(2);
});
