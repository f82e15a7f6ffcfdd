import { describe, expect, it } from 'vitest';
import { methodNote } from '../../../src/views/scaling/methodNote.ts';
import { missingInterval } from '../../../src/views/scaling/missingInterval.ts';
import { scalingLegend } from '../../../src/views/scaling/scalingLegend.ts';
import type { StudyPoint } from '../../../src/state/scalingTypes.ts';

const point: StudyPoint = {
  nodes: 12, context: 80, low: 60, high: 100, rows: 8, defined: 1, breaks: null, refusal: null, dropped: false, recordingIds: ['a'],
};

describe('a missing interval', () => {
  it('is explained by what is missing', () => {
    const none = { ...point, low: NaN, high: NaN };
    expect(missingInterval({ ...none, defined: 0.791 })).toMatch(/79 % of the resamples/);
    expect(missingInterval({ ...none, rows: 1 })).toMatch(/single row/);
    expect(missingInterval(none)).toMatch(/No interval/);
  });

  it('is no matter where there is one, nor where there is no critical context', () => {
    expect(missingInterval(point)).toBeNull();
    expect(missingInterval({ ...point, context: NaN, low: NaN, high: NaN })).toBeNull();
  });
});

describe('what the critical contexts are read from', () => {
  it('names the layer and the window of the energies', () => {
    const text = methodNote({ method: { kind: 'fall', level: 0.8 } }, { layer: 15 }, { kind: 'last', tokens: 200 });
    expect(text).toContain('layer 15');
    expect(text).toContain('last 200 tokens');
  });

  it('names segments for accuracies', () => {
    expect(methodNote({ method: { kind: 'knee' } }, { layer: null }, { kind: 'all' })).toContain('every recorded segment');
  });
});

it('lists in the legend what is drawn and nothing else', () => {
  expect(scalingLegend({ law: null, points: [point] }).map(({ id }) => id)).toEqual(['measured']);
  expect(scalingLegend({ law: null, points: [{ ...point, context: NaN }] })).toEqual([]);
  expect(scalingLegend({ law: null, points: [{ ...point, dropped: true }] }).map(({ id }) => id)).toEqual(['measured', 'dropped']);
});
