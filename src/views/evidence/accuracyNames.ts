import type { RecordingMetadata } from '../../core/recording/types.ts';

export interface AccuracyNames {
  /** At the cursor. */
  readonly cursor: string;
  /** Of a curve. */
  readonly curve: string;
  /** Of the chart of that curve. */
  readonly chart: string;
}

/** Over the averaging window and of one recorded segment accuracy is two figures, which are never printed under one name. */
const RECORDED: AccuracyNames = { cursor: 'accuracy, window', curve: 'accuracy, segment', chart: 'Rule-following accuracy, per segment' };
/** A file that has fixed its windows gives one figure for every context and does not say which tokens it covers. */
const GIVEN: AccuracyNames = { cursor: 'accuracy', curve: 'accuracy', chart: 'Accuracy, as the file gives it' };

export function accuracyNames({ windows }: Pick<RecordingMetadata, 'windows'>): AccuracyNames {
  return windows === 'fixed' ? GIVEN : RECORDED;
}
