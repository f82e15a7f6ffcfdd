/**
 * The recording as the reader hands it on: everything small and structured-cloneable, so that it may cross from the
 * worker to the page. Residual activations are not in here; they stay in the worker behind a handle.
 *
 * Format: docs/format.md (`contextscope/1`).
 */

/** `not-stated` only where the windows are fixed: whoever has nothing but class means may not know how words were drawn. */
export type Sampler = 'random-walk' | 'lazy-walk' | 'neighbour-pairs' | 'shuffled' | 'directed-cycle' | 'not-stated';

/**
 * `segments`: means over short consecutive segments, of which the reader makes windows. `fixed`: segment s holds the
 * class means that the file gives at context `segments[s + 1]`, over a window that the file has chosen and does not state.
 */
export type WindowKind = 'segments' | 'fixed';

export interface RecordingNode {
  /** The word shown to the reader; untrusted text, never HTML. */
  readonly label: string;
  readonly tokenId: number | null;
}

export type Edge = readonly [source: number, target: number];
export type LayoutPoint = readonly [x: number, y: number];

export interface RecordingGraph {
  readonly id: string;
  readonly role: 'context' | 'reference';
  /** Human title; falls back to the id. */
  readonly title: string;
  readonly directed: boolean;
  readonly edges: readonly Edge[];
  /** One point per node, in graph units, or null when the file gives none. */
  readonly layout: readonly LayoutPoint[] | null;
}

/** What a reader should know before trusting the averages; null where the file does not say. */
export interface OutlierFlag {
  readonly kind: string;
  readonly sequence: number | null;
  readonly position: number | null;
  readonly layer: number | null;
  readonly norm: number | null;
}

export interface RecordingModel {
  readonly id: string;
  readonly revision: string | null;
  readonly source: string | null;
  readonly weights: string | null;
  /**
   * Number of transformer blocks; hidden states run from 0 (embedding) to `layers` (after the final norm). 0 = not stated,
   * only where the windows are fixed.
   */
  readonly layers: number;
  readonly hiddenSize: number;
}

export interface RecordingTask {
  readonly kind: string;
  readonly sampler: Sampler;
  readonly prefix: string;
  readonly seeds: readonly number[];
  /** R; 0 = not stated, only where the windows are fixed. */
  readonly sequences: number;
  /** Recorded tokens per sequence, T. */
  readonly length: number;
  readonly size: { readonly n?: number; readonly rows?: number; readonly cols?: number } | null;
  readonly step: number | null;
  readonly chanceLevel: number | null;
}

export interface RecordingMetadata {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly created: string;
  readonly licence: string;
  readonly citation: string;
  /** Replicate group: recordings of one task and model that differ only in seeds or word assignment. */
  readonly group: string;
  readonly model: RecordingModel;
  readonly hook: { readonly name: string; readonly description: string };
  readonly layers: readonly number[];
  /** Layers whose sequences are kept apart as well, ascending. Absent: none. */
  readonly layersBySequence?: readonly number[];
  readonly task: RecordingTask;
  readonly nodes: readonly RecordingNode[];
  readonly graphs: readonly RecordingGraph[];
  /** S + 1 strictly increasing boundaries in tokens, from 0 to T. */
  readonly segments: readonly number[];
  /** Absent: `segments`. */
  readonly windows?: WindowKind;
  readonly flags: readonly OutlierFlag[];
  readonly software: Readonly<Record<string, string>>;
}

export interface RecordingInfo {
  readonly metadata: RecordingMetadata;
  /** Bytes of the whole file. */
  readonly byteLength: number;
  /**
   * [S, n] row-major: tokens of node i in segment s, over all sequences. Where the windows are fixed they may be 0 and 1
   * for missing and present.
   */
  readonly counts: Int32Array;
  /** [R, T] row-major: node index of every recorded token. Empty = not recorded, only where the windows are fixed. */
  readonly tokens: Int32Array;
  /**
   * [R, T] row-major: rule-following accuracy; NaN where the successor is unconstrained (masked). Empty = not recorded,
   * only where the windows are fixed.
   */
  readonly accuracy: Float32Array;
  /**
   * [A, S] row-major: accuracy in the window of every context, one row a sequence, or one row of means. Only where the
   * windows are fixed and the file has it.
   */
  readonly contextAccuracy?: Float32Array;
}
