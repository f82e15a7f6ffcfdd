/**
 * The explorer as the views see it: stores to read and a set of commands to call. Views never talk to the worker.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { CallOptions } from '../worker/pool/client.ts';
import type { Failure } from '../worker/protocol.ts';
import type { AnalysisStore } from './panels/analysisStore.ts';
import type { CustomGraphCommands, GraphEditorStore } from './graphs/customGraphCommands.ts';
import type { EvidenceCommands } from './evidence/evidenceCommands.ts';
import type { EvidenceStore } from './evidence/evidenceStore.ts';
import type { Offline } from './offline/offlineTypes.ts';
import type { OpeningCommands } from './opening/openingCommands.ts';
import type { OpeningsStore } from './opening/openings.ts';
import type { Playhead } from './view/playback.ts';
import type { RecentStore } from './opening/recentFiles.ts';
import type { ExportSources } from './export/exportSources.ts';
import type { ImportCommands, ImportingStore } from './opening/importing.ts';
import type { RecordingsStore } from './recordings/recordingsStore.ts';
import type { ResultStorage } from './offline/resultStorage.ts';
import type { SavedFile } from './share/saveView.ts';
import type { SavedViews } from './share/savedViewOpening.ts';
import type { ShareStatus } from './share/share.ts';
import type { ViewHistory } from './view/viewHistory.ts';
import type { PanelSpec, ViewStore } from './view/viewStore.ts';

/** A message that waits for the reader: shown once, dismissed by the reader. Equal failures are not repeated. */
export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'info';
  readonly title: string;
  readonly failure: Failure;
}

export type NoticeStore = StoreApi<{ readonly notices: readonly Notice[] }>;

export interface ExplorerCommands extends EvidenceCommands, OpeningCommands, CustomGraphCommands, ImportCommands {
  /** Shows one recording of the catalog alone, with its default layer and first components, at its last context. */
  chooseRecording(id: string): void;
  /** Compare: the sizes of the focus recording's family (same model, task kind and sampler), smallest first. */
  compareSizes(): void;
  /** Compare: a spread of the focus recording's layers, always the first and the last. */
  compareLayers(): void;
  /** Compare: the recordings of the same task and size by other models. */
  compareModels(): void;
  /** Compare: the weekday recordings of the focus recording's model (or its replicates for other tasks). */
  compareTasks(): void;
  /** PC 1-2 and PC 3-4 of the focus panel side by side. */
  showPairs(): void;
  addPanel(spec: PanelSpec): void;
  removePanel(index: number): void;
  /** Keeps the focus panel alone. */
  singlePanel(): void;
  /** Moves to a context in tokens, clamped to the focus recording. Pauses playback unless told otherwise. */
  seek(context: number): void;
  /** Moves by whole recorded frames from the current or nearest one. */
  step(frames: number): void;
  seekFirst(): void;
  seekLast(): void;
  play(): void;
  pause(): void;
  togglePlay(): void;
  /** Runs a failed or cancelled panel again. */
  retry(panel: number): void;
  /** Cancels what a panel is waiting for; its last good view stays. */
  cancel(panel: number): void;
  /** Asks for the catalog again after it could not be read (`catalog` in the recordings store). */
  retryCatalog(): void;
  /** Lists the samples again in place of the catalog that the address of the page named; what is shown stays. */
  showSamples(): void;
  dismissNotice(id: number): void;
  /** Whether an address brings the view as it is now to someone else. */
  shareStatus(): ShareStatus;
  /** The view as it is now, as a file. Rejects with a FailureError; hashing a large recording takes a while. */
  saveView(options: CallOptions): Promise<SavedFile>;
  /** Zoom and turn of every panel back to where all nodes are seen (`resets` in the view store). */
  resetView(): void;
}

export interface Explorer {
  readonly view: ViewStore;
  readonly playhead: Playhead;
  readonly recordings: RecordingsStore;
  readonly analysis: AnalysisStore;
  readonly evidence: EvidenceStore;
  readonly notices: NoticeStore;
  readonly offline: Offline;
  readonly openings: OpeningsStore;
  readonly recent: RecentStore;
  /** Computed results that this browser keeps. */
  readonly resultStorage: ResultStorage;
  /** Undo and redo of the view, and the store that says what they would do. */
  readonly steps: Pick<ViewHistory, 'store' | 'undo' | 'redo' | 'beginGesture' | 'endGesture'>;
  /** A saved view that was opened and waits for a recording or for the reader. */
  readonly savedViews: Pick<SavedViews, 'store' | 'show' | 'close'>;
  readonly graphEditor: GraphEditorStore;
  readonly importing: ImportingStore;
  readonly commands: ExplorerCommands;
  readonly exports: ExportSources;
  /** Stops timers, listeners and the worker. */
  dispose(): void;
}
