/** One slot per panel, which holds the analysis that the panel shows. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { Slot } from './slots.ts';

export interface PanelResult {
  readonly recordingId: string;
  readonly info: RecordingInfo;
  readonly analysis: LayerAnalysis;
}

/** Its key names recording, layer, window, weighting, basis, and axes where they matter; the value may be of an earlier request. */
export type AnalysisSlot = Slot<PanelResult>;

export interface AnalysisState {
  readonly slots: readonly AnalysisSlot[];
}

export type AnalysisStore = StoreApi<AnalysisState>;

export function createAnalysisStore(): AnalysisStore {
  return createStore<AnalysisState>()(() => ({ slots: [] }));
}
