/** One slot per panel: the newest request and the last good result, which stays on screen until a better one lands. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { Progress } from '../../worker/protocol.ts';
import type { Failure } from '../../worker/failure.ts';

export interface PanelResult {
  readonly recordingId: string;
  readonly info: RecordingInfo;
  readonly analysis: LayerAnalysis;
}

export interface AnalysisSlot {
  /** Key of the newest request (recording, layer, window, weighting, basis, axes where they matter). */
  readonly key: string;
  readonly status: 'loading' | 'ready' | 'error';
  readonly progress: Progress | null;
  readonly failure: Failure | null;
  /** The last good result, possibly of an earlier request. Never mutated; compare by reference. */
  readonly result: PanelResult | null;
}

export interface AnalysisState {
  readonly slots: readonly AnalysisSlot[];
}

export type AnalysisStore = StoreApi<AnalysisState>;

export function createAnalysisStore(): AnalysisStore {
  return createStore<AnalysisState>()(() => ({ slots: [] }));
}
