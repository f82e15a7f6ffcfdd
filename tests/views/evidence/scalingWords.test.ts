import { describe, expect, it } from 'vitest';
import { scalingProvenance } from '../../../src/state/figures/measureTable.ts';
import { familyNote, methodNote, scalingLegend } from '../../../src/views/evidence/scalingWords.ts';
import type { RecordingMetadata } from '../../../src/core/recording/types.ts';
import type { ScalingData, ScalingStudy, StudyPoint } from '../../../src/state/evidence/scalingTypes.ts';

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

describe('the family of recordings', () => {
  const task = { kind: 'ring', sampler: 'not-stated' } as RecordingMetadata['task'];
  const model = { id: 'org/Some-Model' } as RecordingMetadata['model'];

  it('is named in words, also where the sampler is not stated', () => {
    expect(familyNote({ task, model }, null)).toBe('ring, sampler not stated, Some-Model');
    expect(familyNote({ task: { ...task, sampler: 'random-walk' }, model }, { members: [{ nodes: 4 }, { nodes: 4 }, { nodes: 6 }] as never })).toBe('ring, random walk, Some-Model: 3 recordings of 2 sizes');
  });

  it('has the same words in an exported table', () => {
    const data: ScalingData = { model: 'm', task: 'ring', sampler: 'not-stated', energyOf: null, members: [], gaps: [] };
    const study = { points: [], method: { kind: 'knee' }, energyOf: null, resamples: 1 } as unknown as ScalingStudy;
    expect(scalingProvenance(data, study, 1)).toContainEqual(['sampler', 'not stated']);
  });
});
