/** React's only tie to the stores: a context that carries the explorer, and one hook per store. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand/react';
import type { AnalysisState } from './panels/analysisStore.ts';
import type { EvidenceState } from './evidence/evidenceStore.ts';
import type { Explorer } from './explorer.ts';
import type { Notice } from './base/notices.ts';
import type { OfflineState } from './offline/offlineTypes.ts';
import type { ImportingState } from './opening/importing.ts';
import type { OpeningsState } from './opening/openings.ts';
import type { RecentState } from './opening/recentFiles.ts';
import type { RecordingsState } from './recordings/recordingsStore.ts';
import type { ResultStorageState } from './offline/resultStorage.ts';
import type { SavedViewState } from './share/savedViewOpening.ts';
import type { ViewHistoryState } from './view/viewHistory.ts';
import type { ToursState } from './stories/tours.ts';
import type { ViewActions } from './view/viewStore.ts';
import type { ViewState } from './view/viewFields.ts';

const ExplorerContext = createContext<Explorer | null>(null);

export const ExplorerProvider = ExplorerContext.Provider;

export function useExplorer(): Explorer {
  const explorer = useContext(ExplorerContext);
  if (explorer === null) throw new Error('useExplorer needs an ExplorerProvider above it');
  return explorer;
}

export function useView<T>(select: (state: ViewState & ViewActions) => T): T {
  return useStore(useExplorer().view, select);
}

/** What `select` makes of the context where the picture stands: a number or the like, for it is asked at every repaint while playing. */
export function usePlayhead<T extends number | boolean | null>(select: (context: number | null) => T): T {
  const { playhead } = useExplorer();
  return useSyncExternalStore(playhead.subscribe, () => select(playhead.context()));
}

export function useRecordings<T>(select: (state: RecordingsState) => T): T {
  return useStore(useExplorer().recordings, select);
}

export function useAnalysis<T>(select: (state: AnalysisState) => T): T {
  return useStore(useExplorer().analysis, select);
}

export function useEvidence<T>(select: (state: EvidenceState) => T): T {
  return useStore(useExplorer().evidence, select);
}

export function useOffline<T>(select: (state: OfflineState) => T): T {
  return useStore(useExplorer().offline.store, select);
}

export function useNotices(): readonly Notice[] {
  return useStore(useExplorer().notices, (state) => state.notices);
}

export function useOpenings<T>(select: (state: OpeningsState) => T): T {
  return useStore(useExplorer().openings, select);
}

export function useImporting<T>(select: (state: ImportingState) => T): T {
  return useStore(useExplorer().importing, select);
}

export function useRecent<T>(select: (state: RecentState) => T): T {
  return useStore(useExplorer().recent, select);
}

export function useResultStorage(): ResultStorageState {
  return useStore(useExplorer().resultStorage.store);
}

export function useSteps(): ViewHistoryState {
  return useStore(useExplorer().steps.store);
}

export function useSavedView(): SavedViewState['pending'] {
  return useStore(useExplorer().savedViews.store, (state) => state.pending);
}

export function useTours(): ToursState {
  return useStore(useExplorer().tours.store);
}

export function useGraphEditorOpen(): boolean {
  return useStore(useExplorer().graphEditor, ({ open }) => open);
}
