/**
 * Curves over the context: accuracy with the spread of the sequences, energy, memory baselines; and why there is no
 * accuracy.
 */
import { accuracyCurve, recordedAccuracy, segmentSpans, type Span } from '../../core/analysis/accuracyCurve.ts';
import type { MemoryBaselines } from '../../core/baselines/memoryBaselines.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import { contextGraphIndex } from '../graphs/preparedGraphs.ts';
import { thresholdCrossing } from '../../core/scaling/criticalContext.ts';
import type { PanelResult } from '../panels/analysisStore.ts';

/** Call it where a mean accuracy came out as NaN: every position that went into it is masked or was never recorded. */
export function accuracyAbsence({ metadata, accuracy, contextAccuracy }: Pick<RecordingInfo, 'accuracy' | 'contextAccuracy'> & { readonly metadata: Pick<RecordingInfo['metadata'], 'task'> }): string {
  if (metadata.task.sampler === 'shuffled') return 'The shuffled control has no constrained successors, so it has no accuracy.';
  if (contextAccuracy !== undefined && contextAccuracy.some((value) => !Number.isNaN(value))) return 'The file gives no accuracy for this context.';
  if (accuracy.every((value) => Number.isNaN(value))) return 'This recording holds no accuracy.';
  return 'No position of this window has a constrained successor.';
}

export interface SeriesPoint {
  /** Context in tokens. */
  readonly context: number;
  /** NaN where not defined. */
  readonly value: number;
}

export interface BandPoint {
  readonly context: number;
  readonly low: number;
  readonly high: number;
}

export interface AccuracySeries {
  /** Mean accuracy of each segment, at the segment's end. */
  readonly mean: readonly SeriesPoint[];
  /** Least and greatest mean of a single sequence in each segment; NaN where no sequence has an unmasked position. */
  readonly band: readonly BandPoint[];
  /** Unmasked positions behind every mean, over all sequences; rows, where the file gives a mean for every context. */
  readonly positions: readonly number[];
  /** Every position is masked: there is no curve to draw (the shuffled control). */
  readonly masked: boolean;
}

/** The tokens behind every frame of a picture; the segments, where the file has fixed its windows and does not say more. */
export function windowSpans({ info, analysis }: PanelResult): readonly Span[] {
  if (info.metadata.windows === 'fixed') return segmentSpans(info.metadata.segments);
  return analysis.frames.map(({ start, context }) => ({ start, end: context }));
}

/**
 * Accuracy in stretches of tokens, by default every recorded segment; with the windows of a picture it is the accuracy that
 * stands beside that picture. A mean is over its own positions only.
 */
export function accuracySeries(info: RecordingInfo, spans: readonly Span[] = segmentSpans(info.metadata.segments)): AccuracySeries {
  const curve = info.contextAccuracy === undefined ? accuracyCurve(info.accuracy, info.metadata.task.length, spans) : recordedAccuracy(info);
  const sequences = curve.perSequence.length / spans.length;
  const band = spans.map(({ end }, p): BandPoint => {
    const values = Array.from({ length: sequences }, (_, r) => curve.perSequence[r * spans.length + p]!).filter(
      (value) => !Number.isNaN(value),
    );
    if (values.length === 0) return { context: end, low: NaN, high: NaN };
    return { context: end, low: Math.min(...values), high: Math.max(...values) };
  });
  return {
    mean: spans.map(({ end }, p) => ({ context: end, value: curve.mean[p]! })),
    band,
    positions: [...curve.positions],
    masked: curve.positions.every((count) => count === 0),
  };
}

/** The first context in tokens at which a curve reaches a level from below; null where it begins above or never does. */
export function crossedAt(points: readonly SeriesPoint[], level: number): number | null {
  const defined = points.filter(({ context, value }) => Number.isFinite(value) && context >= 1);
  const crossing = thresholdCrossing(defined.map(({ context }) => context), defined.map(({ value }) => value), level, 'up');
  return crossing.ok ? crossing.context : null;
}

/** Normalised Dirichlet energy in full d of every frame against one graph, by default the one the walk was made on. */
export function energySeries({ info, analysis }: PanelResult, graph = contextGraphIndex(info.metadata)): readonly SeriesPoint[] {
  const F = analysis.frames.length;
  if (graph < 0 || graph >= info.metadata.graphs.length) return [];
  return analysis.frames.map(({ context }, frame) => ({ context, value: analysis.energy[graph * F + frame]! }));
}

/** The memory baselines as curves over the context: means of the stretches over which accuracy is drawn beside them. */
export type MemorySeries = Readonly<
  Record<'seenOnce' | 'seenTwice' | 'iidOnce' | 'iidTwice' | 'bigram' | 'unigram', readonly SeriesPoint[]>
>;

/** One point a stretch, at its end; NaN where every position is masked. */
export function memorySeries(spans: readonly Span[], baselines: MemoryBaselines): MemorySeries {
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
