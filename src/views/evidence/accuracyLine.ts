/** Rule-following accuracy as a curve of a chart: per recorded segment, with the spread of replicates, or of the sequences where there are none. */
import type { AccuracySeries, SeriesPoint } from '../../state/accuracySeries.ts';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { replicateBand } from './replicateBand.ts';

/** Accuracy over the averaging window and of one recorded segment are two figures; they are never printed under one name. */
export const WINDOW_ACCURACY = 'accuracy, window';
export const SEGMENT_ACCURACY = 'accuracy, segment';

/**
 * @param sequences recorded sequences behind `series`
 * @param replicates the same curve of every replicate, the shown recording first; empty when there are none
 */
export function accuracyLine(series: AccuracySeries, sequences: number, replicates: readonly (readonly SeriesPoint[])[]): ChartSeries {
  const spread = replicateBand(replicates);
  const band =
    spread.length > 0
      ? { label: `range of ${replicates.length} replicates`, points: spread }
      : sequences > 1
        ? { label: `range of ${sequences} sequences`, points: series.band }
        : null;
  return { id: 'accuracy', label: SEGMENT_ACCURACY, colour: 1, points: series.mean, ...(band === null ? {} : { band }) };
}
