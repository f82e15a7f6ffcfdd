/** A piece of evidence: what it is called, when the page shows it, and what it asks for. One file a piece; pieces.ts lists them. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { AnalysisClient, CallOptions } from '../../worker/pool/client.ts';
import type { OpenedRecording, Progress } from '../../worker/protocol.ts';
import { KeptValues } from '../base/keptValues.ts';
import { requestKey, requestSettings, type AnalysisView } from '../panels/analysisRequest.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { ResultCache } from '../panels/resultCache.ts';
import type { Slot, SlotTask, TaskTools, Wish } from '../panels/slots.ts';
import type { FamilyMember } from '../recordings/families.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import type { PanelSpec } from '../view/panelSpec.ts';
import type { ViewState } from '../view/viewFields.ts';

/** A panel whose layer is known. */
export type LayerPanel = PanelSpec & { readonly layer: number };

/** What the focus panel shows, and what else is known, when a piece says what it asks for. */
export interface PieceInput {
  readonly view: ViewState;
  /** The focus panel with the layer that it shows. */
  readonly panel: LayerPanel;
  readonly focus: PanelResult;
  readonly metadata: RecordingMetadata;
  /** Recordings that the catalog lists or that are open, and the focus panel's own among them. */
  readonly members: readonly FamilyMember[];
  readonly member: FamilyMember | undefined;
  /** The slot of another piece, on which this one rests. */
  readonly slotOf: <T>(piece: Piece<T>) => Slot<T>;
  readonly tools: EvidenceTools;
}

export interface Piece<T> {
  /** Its name in the registry, and that of its slot. */
  readonly name: string;
  /**
   * `quick`, or the same work as a panel's: one such piece at a time. `nulls`: the long drawing, as many at a time as there
   * are workers beside the panels' own. A worker does the first before the second.
   */
  readonly lane: 'quick' | 'nulls';
  /** Whether what is on the page shows it. */
  readonly shown: (view: ViewState) => boolean;
  readonly wish: (input: PieceInput) => Wish<T>;
}

/** The finding under the stage is always in sight: what it is made of is wanted on every tab. */
export const ALWAYS = (): boolean => true;

/** Shown on these tabs. */
export const onTabs = (...tabs: readonly ViewState['tab'][]) => (view: ViewState): boolean => tabs.includes(view.tab);

/**
 * The view in which evidence is drawn: the own PCA of each frame, whatever basis the pictures have. A shared basis flatters,
 * and turning it must not change a verdict.
 */
export const ownView = (view: ViewState): ViewState => ({ ...view, basis: 'raw' });

export const run = <T>(task: SlotTask<T>): Wish<T> => ({ kind: 'run', task });
export const absent = (note: string | null): Wish<never> => ({ kind: 'absent', note });

export interface EvidenceTools {
  readonly client: AnalysisClient;
  readonly library: Pick<RecordingLibrary, 'open'>;
  /** Joins what a task depends on to its key. Data that has been replaced makes every key new. */
  readonly keyOf: (...parts: readonly unknown[]) => string;
  /** The part of a key that a panel is. The shown axes belong to it in every basis: figures in the shown components depend on them. */
  readonly panelKey: (panel: LayerPanel, view: ViewState) => readonly unknown[];
  /** Opens the recording and asks for something of it, saying how far that is; `what` names the work for the reader. */
  readonly ask: <T, Answer>(
    recordingId: string,
    what: string,
    tools: TaskTools<T>,
    question: (opened: OpenedRecording, options: CallOptions) => Promise<Answer>,
  ) => Promise<readonly [Answer, OpenedRecording]>;
  /** What a panel would show, from what is at hand or a worker beside the panels'. */
  readonly analysed: (panel: LayerPanel, view: AnalysisView, options: CallOptions) => Promise<PanelResult>;
  /** A part of a piece's work that later pieces share: made once for a key (of keyOf) while it is kept. */
  readonly memo: <T>(key: string, make: () => Promise<T>) => Promise<T>;
}

/** Shared parts kept: one is a few kilobytes. */
const PARTS_KEPT = 64;

export interface EvidenceToolsOptions {
  readonly client: AnalysisClient;
  readonly library: Pick<RecordingLibrary, 'open'>;
  /** Shared with the panels: a layer that a sweep has analysed shows at once. */
  readonly results: ResultCache;
}

/** `forget`: data has been replaced, and every key is new from then on. */
export function createEvidenceTools({ client, library, results }: EvidenceToolsOptions): EvidenceTools & { readonly forget: () => void } {
  const parts = new KeptValues<unknown>(PARTS_KEPT);
  let epoch = 0;
  return {
    client,
    library,
    keyOf: (...parts) => JSON.stringify([epoch, ...parts]),
    panelKey: (panel, view) => [requestKey(panel, view), view.mode, panel.axes],
    async ask(recordingId, what, { signal, report }, question) {
      const onProgress = (progress: Progress) => report(progress.what === 'reading' ? progress : { ...progress, what });
      const opened = await library.open(recordingId, { signal, onProgress });
      return [await question(opened, { signal, onProgress }), opened];
    },
    async analysed(panel, view, options) {
      const key = requestKey(panel, view);
      const asked = epoch;
      const known = results.get(key);
      if (known !== undefined) return known;
      const { handle, info } = await library.open(panel.recordingId, options);
      const settings = requestSettings(panel, view, info.metadata);
      const analysis = await client.run('analysis', { handle, settings }, { ...options, rank: 'layer', aside: 'layer' });
      const result = { recordingId: panel.recordingId, info, analysis };
      if (asked === epoch) results.set(key, result);
      return result;
    },
    async memo<T>(key: string, make: () => Promise<T>) {
      const known = parts.get(key) as T | undefined;
      const value = known ?? (await make());
      parts.set(key, value);
      return value;
    },
    forget() {
      epoch += 1;
      results.clear();
      parts.clear();
    },
  };
}
