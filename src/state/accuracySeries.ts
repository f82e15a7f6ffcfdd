/** The curves on the timeline: accuracy over the context with the spread of the sequences, and the energy of every frame. */
import { recordedAccuracy, segmentSpans } from '../core/analysis/accuracyCurve.ts';
import type { RecordingInfo } from '../core/recording/types.ts';
import type { PanelResult } from './analysisStore.ts';
import { contextGraphIndex } from './preparedGraphs.ts';

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

/** Accuracy per recorded segment. No smoothing: a segment's mean is over its own positions only. */
export function accuracySeries(info: RecordingInfo): AccuracySeries {
  const spans = segmentSpans(info.metadata.segments);
  const curve = recordedAccuracy(info);
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

/** Normalised Dirichlet energy in full d of every frame against one graph, by default the one the walk was made on. */
export function energySeries({ info, analysis }: PanelResult, graph = contextGraphIndex(info.metadata)): readonly SeriesPoint[] {
  const F = analysis.frames.length;
  if (graph < 0 || graph >= info.metadata.graphs.length) return [];
  return analysis.frames.map(({ context }, frame) => ({ context, value: analysis.energy[graph * F + frame]! }));
}
