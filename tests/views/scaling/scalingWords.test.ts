import { describe, expect, it } from 'vitest';
import { methodNote } from '../../../src/views/scaling/methodNote.ts';
import { scalingLegend } from '../../../src/views/scaling/scalingLegend.ts';
import type { StudyPoint } from '../../../src/state/scalingTypes.ts';

const point: StudyPoint = {
  nodes: 12, context: 80, low: 60, high: 100, rows: 8, defined: 1, breaks: null, refusal: null, reason: null, intervalReason: null, dropped: false, recordingIds: ['a'],
};

describe('what the critical contexts are read from', () => {
  it('names the layer and the window of the energies', () => {
    const text = methodNote({ method: { kind: 'fall', level: 0.8 }, energyOf: { layer: 15, window: { kind: 'last', tokens: 200 }, weighting: 'tokens' } });
    expect(text).toContain('layer 15');
    expect(text).toContain('last 200 tokens');
  });

  it('names segments for accuracies', () => {
    expect(methodNote({ method: { kind: 'knee' }, energyOf: null })).toContain('every recorded segment');
  });
});

it('lists in the legend what is drawn and nothing else', () => {
  expect(scalingLegend({ law: null, points: [point] }).map(({ id }) => id)).toEqual(['measured']);
  expect(scalingLegend({ law: null, points: [{ ...point, context: NaN }] })).toEqual([]);
  expect(scalingLegend({ law: null, points: [{ ...point, dropped: true }] }).map(({ id }) => id)).toEqual(['measured', 'dropped']);
});
