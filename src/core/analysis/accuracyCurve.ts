/** Rule-following accuracy over stretches of context. */
import type { RecordingInfo } from '../recording/types.ts';

/** Positions [start, end) in tokens. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface AccuracyCurve {
  /** [P] mean over all unmasked positions of all sequences; NaN where every position is masked. */
  readonly mean: Float64Array;
  /** [P] unmasked positions behind every mean, over all sequences. */
  readonly positions: Int32Array;
  /** [R, P] row-major: the same mean for each sequence, for bands. */
  readonly perSequence: Float64Array;
}

export function segmentSpans(segments: readonly number[]): Span[] {
  return segments.slice(1).map((end, s) => ({ start: segments[s]!, end }));
}

/**
 * Mean accuracy per span. Masked positions (NaN: pair sampling, the shuffled control) are left out of every mean.
 *
 * @param accuracy [R, T] row-major
 * @param length T
 */
export function accuracyCurve(accuracy: Float32Array, length: number, spans: readonly Span[]): AccuracyCurve {
  const R = length === 0 ? 0 : accuracy.length / length;
  const P = spans.length;
  const perSequence = new Float64Array(R * P);
  const positions = new Int32Array(P);
  const sums = new Float64Array(P);
  for (let r = 0; r < R; r++) {
    const { sum, count } = runningTotals(accuracy.subarray(r * length, (r + 1) * length));
    spans.forEach(({ start, end }, p) => {
      const unmasked = count[end]! - count[start]!;
      const total = sum[end]! - sum[start]!;
      perSequence[r * P + p] = unmasked === 0 ? NaN : total / unmasked;
      positions[p] = positions[p]! + unmasked;
      sums[p] = sums[p]! + total;
    });
  }
  const mean = sums.map((sum, p) => (positions[p] === 0 ? NaN : sum / positions[p]!));
  return { mean, positions, perSequence };
}

/**
 * Accuracy in every recorded segment. Where the file gives a mean for the window of every context instead, it is that one:
 * `positions` then counts the rows that have a value.
 */
export function recordedAccuracy({ metadata, accuracy, contextAccuracy }: Pick<RecordingInfo, 'accuracy' | 'contextAccuracy'> & { readonly metadata: Pick<RecordingInfo['metadata'], 'segments' | 'task'> }): AccuracyCurve {
  const spans = segmentSpans(metadata.segments);
  return contextAccuracy === undefined ? accuracyCurve(accuracy, metadata.task.length, spans) : rowMeans(contextAccuracy, spans.length);
}

/** @param values [A, P] row-major; NaN is left out */
function rowMeans(values: Float32Array, P: number): AccuracyCurve {
  const mean = new Float64Array(P);
  const positions = new Int32Array(P);
  values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    mean[at % P] = mean[at % P]! + value;
    positions[at % P] = positions[at % P]! + 1;
  });
  return { mean: mean.map((sum, p) => (positions[p] === 0 ? NaN : sum / positions[p]!)), positions, perSequence: Float64Array.from(values) };
}

/** Sums and counts of the unmasked values before every position, [T + 1]. */
function runningTotals(values: Float32Array): { sum: Float64Array; count: Int32Array } {
  const sum = new Float64Array(values.length + 1);
  const count = new Int32Array(values.length + 1);
  for (let t = 0; t < values.length; t++) {
    const masked = Number.isNaN(values[t]);
    sum[t + 1] = sum[t]! + (masked ? 0 : values[t]!);
    count[t + 1] = count[t]! + (masked ? 0 : 1);
  }
  return { sum, count };
}
