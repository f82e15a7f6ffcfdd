/** What the evidence tabs show beside a picture: controls, baselines, sweeps, replicates and the scaling study. */
import type { MixingBand } from '../../core/nulls/types.ts';
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { RecordingGraph, RecordingInfo } from '../../core/recording/types.ts';
import type { Failure } from '../../worker/failure.ts';
import type { PanelResult } from '../panels/analysisStore.ts';

export const EVIDENCE_TABS = ['cursor', 'curves', 'layers', 'controls', 'spectrum', 'scaling'] as const;
export type EvidenceTab = (typeof EVIDENCE_TABS)[number];

/** How far a slot's work is: `done` of `total` parts of `what`, a word or two for the reader. `total` null: not known. */
export interface EvidenceProgress {
  readonly what: string;
  readonly done: number;
  readonly total: number | null;
}

/**
 * One piece of evidence. `value` is the last good one, which stays while a newer is on its way: it answers `key` only
 * when the status is `ready`, or `partial` is true of it.
 */
export interface EvidenceSlot<T> {
  /** Identity of the newest request; null: never asked for. */
  readonly key: string | null;
  /** `idle`: not asked for by the open tab. `absent`: there is nothing to ask for (no such recording); `note` says why. */
  readonly status: 'idle' | 'loading' | 'ready' | 'error' | 'absent';
  readonly progress: EvidenceProgress | null;
  readonly failure: Failure | null;
  readonly value: T | null;
  readonly note: string | null;
}

/** An analysis of one layer of the focus recording under the view's window and weighting, as the focus panel would show it. */
export interface SweptLayer {
  readonly layer: number;
  readonly result: PanelResult;
}

/** Layers as they come in, ascending; while loading, those done so far. */
export interface LayerSweep {
  readonly recordingId: string;
  /** Every layer that was asked for, ascending. */
  readonly wanted: readonly number[];
  readonly layers: readonly SweptLayer[];
  /** How many of them were not computed, but kept on this device from earlier. */
  readonly kept: number;
}

/** The focus panel's own analysis repeated on recordings of the same group: other seeds or words. The focus is first. */
export interface ReplicateSet {
  readonly members: readonly PanelResult[];
}

/** The neighbour-mixing null in the place of the recorded activations: same sequence, windows, basis and axes. */
export interface MixingGhost {
  readonly recordingId: string;
  readonly info: RecordingInfo;
  readonly analysis: LayerAnalysis;
  readonly seed: number;
}

/** One layer's measures beside many draws of the neighbour-mixing null, with what they were computed for. */
export interface BandResult {
  readonly recordingId: string;
  readonly layer: number;
  /** In the order of the band's graphs. */
  readonly graphs: readonly RecordingGraph[];
  readonly band: MixingBand;
}

/** Whose figures stand beside the focus panel's own. */
export type Companion = 'embedding' | 'shuffled';
