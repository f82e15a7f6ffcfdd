/** Accuracy as a curve of a chart: per recorded segment, or as the file gives it, with the spread of replicates, or of the sequences where there are none. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { AccuracySeries, SeriesPoint } from '../../state/figures/accuracy.ts';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { accuracyNames } from './accuracyNames.ts';
import { replicateBand } from './replicateBand.ts';

/**
 * @param metadata of the recording whose `series` it is
 * @param replicates the same curve of every replicate, the shown recording first; empty when there are none
 */
export function accuracyLine(series: AccuracySeries, metadata: Pick<RecordingMetadata, 'windows' | 'task'>, replicates: readonly (readonly SeriesPoint[])[]): ChartSeries {
  const { sequences } = metadata.task;
  const spread = replicateBand(replicates);
  const band =
    spread.length > 0
      ? { label: `range of ${replicates.length} replicates`, points: spread }
      : sequences > 1
        ? { label: `range of ${sequences} sequences`, points: series.band }
        : null;
  return { id: 'accuracy', label: accuracyNames(metadata).curve, colour: 1, points: series.mean, ...(band === null ? {} : { band }) };
}
