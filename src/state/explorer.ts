/**
 * The explorer as the views see it: stores to read and a set of commands to call. Views never talk to the worker.
 */
import type { CallOptions } from '../worker/pool/client.ts';
import type { AnalysisStore } from './panels/analysisStore.ts';
import type { CustomGraphCommands, GraphEditorStore } from './graphs/customGraphCommands.ts';
import type { EvidenceCommands } from './evidence/evidenceCommands.ts';
import type { EvidenceStore } from './evidence/evidenceStore.ts';
import type { Offline } from './offline/offlineTypes.ts';
import type { OpeningCommands } from './opening/openingCommands.ts';
import type { OpeningsStore } from './opening/openings.ts';
import type { Playhead, PlaybackCommands } from './view/playback.ts';
import type { RecentStore } from './opening/recentFiles.ts';
import type { ExportSources } from './export/exportSources.ts';
import type { ImportCommands, ImportingStore } from './opening/importing.ts';
import type { RecordingsStore } from './recordings/recordingsStore.ts';
import type { ResultStorage } from './offline/resultStorage.ts';
import type { SavedFile } from './share/saveView.ts';
import type { SavedViews } from './share/savedViewOpening.ts';
import type { ShareStatus } from './share/share.ts';
import type { ViewHistory } from './view/viewHistory.ts';
import type { ViewStore } from './view/viewStore.ts';
import type { NoticeStore } from './base/notices.ts';
import type { NewsDoor } from './news/newsDoor.ts';
import type { Tours } from './stories/tours.ts';
import type { CompareCommands } from './view/compareCommands.ts';
import type { PanelCommands } from './panels/panelCommands.ts';
import type { ListingCommands } from './recordings/listing.ts';

export interface ExplorerCommands extends CompareCommands, PanelCommands, ListingCommands, PlaybackCommands, EvidenceCommands, OpeningCommands, CustomGraphCommands, ImportCommands {
  dismissNotice(id: number): void;
  /** Whether an address brings the view as it is now to someone else. */
  shareStatus(): ShareStatus;
  /** The view as it is now, as a file. Rejects with a FailureError; hashing a large recording takes a while. */
  saveView(options: CallOptions): Promise<SavedFile>;
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
  /** Guided tours. */
  readonly tours: Omit<Tours, 'dispose' | 'start'>;
  /** The way to the weights stage. */
  readonly news: Pick<NewsDoor, 'store' | 'enter'>;
  readonly importing: ImportingStore;
  readonly commands: ExplorerCommands;
  readonly exports: ExportSources;
  /** Stops timers, listeners and the worker. */
  dispose(): void;
}
