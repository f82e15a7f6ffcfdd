/** The memory baselines as curves over the context: the mean of every recorded segment, as accuracy is drawn. */
import { accuracyCurve, segmentSpans } from '../core/analysis/accuracyCurve.ts';
import type { MemoryBaselines } from '../core/baselines/types.ts';
import type { RecordingMetadata } from '../core/recording/types.ts';
import type { SeriesPoint } from './accuracySeries.ts';

export type MemorySeries = Readonly<
  Record<'seenOnce' | 'seenTwice' | 'iidOnce' | 'iidTwice' | 'bigram' | 'unigram', readonly SeriesPoint[]>
>;

/** One point a segment, at its end; NaN where every position is masked. */
export function memorySeries({ segments }: Pick<RecordingMetadata, 'segments'>, baselines: MemoryBaselines): MemorySeries {
  const spans = segmentSpans(segments);
  const points = (values: Float32Array): readonly SeriesPoint[] => {
    const { mean } = accuracyCurve(values, baselines.length, spans);
    return spans.map(({ end }, p) => ({ context: end, value: mean[p]! }));
  };
  return {
    seenOnce: points(baselines.seenOnce),
    seenTwice: points(baselines.seenTwice),
    iidOnce: points(baselines.iidOnce),
    iidTwice: points(baselines.iidTwice),
    bigram: points(baselines.bigram),
    unigram: points(baselines.unigram),
  };
}
