import { describe, expect, it } from 'vitest';
import type { RecordingTask, Sampler } from '../../../src/core/recording/types.ts';
import { accuracyAbsence } from '../../../src/state/figures/accuracy.ts';

const recording = (sampler: Sampler, accuracy: readonly number[]) => {
  const task: RecordingTask = { kind: 'ring', sampler, prefix: '', seeds: [], sequences: 1, length: accuracy.length, size: null, step: null, chanceLevel: null };
  return { metadata: { task }, accuracy: Float32Array.from(accuracy) };
};

describe('why there is no accuracy', () => {
  it('is the shuffling in the shuffled control', () => {
    expect(accuracyAbsence(recording('shuffled', [NaN, NaN]))).toContain('shuffled control');
  });

  it('is the file in a recording without any', () => {
    expect(accuracyAbsence(recording('random-walk', [NaN, NaN]))).toBe('This recording holds no accuracy.');
  });

  it('is the window where other positions have one', () => {
    expect(accuracyAbsence(recording('neighbour-pairs', [NaN, 0.5]))).toContain('this window');
  });
});
