/**
 * Opens a saved view: finds its recordings among those that are listed, open or remembered, tells by their hashes
 * whether they are the same, and shows the view at once when all are. Otherwise it waits for the reader, and looks again
 * whenever another recording opens.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import { failureOf, isCancelled, type Failure } from '../../worker/failure.ts';
import type { Progress } from '../../worker/protocol.ts';
import type { Notices } from '../base/notices.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';
import type { SavedRecording, SavedView, SavedViewReading } from './savedView.ts';
import { isSavedView, MAX_SAVED_VIEW } from './savedViewFile.ts';
import type { ViewState } from '../view/viewFields.ts';

/** What was found for one recording of the view. `other`: it has its name or id but other bytes. */
export type SavedMatch =
  | { readonly kind: 'checking'; readonly progress: Progress | null }
  | { readonly kind: 'same' | 'other'; readonly id: string }
  | { readonly kind: 'missing'; readonly failure: Failure | null };

export interface SavedRow {
  readonly recording: SavedRecording;
  readonly match: SavedMatch;
}

export interface SavedViewState {
  readonly pending: { readonly file: string; readonly rows: readonly SavedRow[] } | null;
}

export type SavedViewStore = StoreApi<SavedViewState>;

export interface SavedViews {
  readonly store: SavedViewStore;
  /** Decides by content. */
  readonly takes: (file: File) => Promise<boolean>;
  /** Never rejects: a file that cannot be read becomes a notice. */
  readonly open: (file: File) => Promise<void>;
  /** Shows the view with what was found, other bytes or not; panels of what is missing are left out. */
  readonly show: () => void;
  /** Lets go of the view that waits. */
  readonly close: () => void;
  readonly dispose: () => void;
}

export interface SavedViewsOptions {
  readonly client: Pick<AnalysisClient, 'run'>;
  readonly library: Pick<RecordingLibrary, 'has' | 'open'>;
  readonly recordings: RecordingsStore;
  readonly notices: Notices;
  /** Shows a view whose recordings are known, those that are not being left out. */
  readonly apply: (view: ViewState) => void;
  /** Begins to open a remembered file of this name, where there is one. */
  readonly recall?: (name: string) => void;
}

export function createSavedViews({ client, library, recordings, notices, apply, recall = () => undefined }: SavedViewsOptions): SavedViews {
  const store: SavedViewStore = createStore<SavedViewState>()(() => ({ pending: null }));
  let saved: SavedView | null = null;
  let search = new AbortController();
  /** What has opened while a search was under way. */
  const arrived: string[] = [];

  const openIds = () => Object.entries(recordings.getState().recordings).flatMap(([id, of]) => (of.status === 'ready' ? [id] : []));
  const settled = (rows: readonly SavedRow[]) => rows.every(({ match }) => match.kind !== 'checking');

  function setMatch(at: number, match: SavedMatch): void {
    store.setState(({ pending }) => ({
      pending: pending === null ? null : { ...pending, rows: pending.rows.map((row, i) => (i === at ? { ...row, match } : row)) },
    }));
  }

  async function sameBytes(id: string, { bytes, sha256 }: SavedRecording, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<boolean> {
    const { handle, info } = await library.open(id, { signal, onProgress });
    return info.byteLength === bytes && (await client.run('hash', { handle }, { signal, onProgress })) === sha256;
  }

  /** @param opened what has opened since the last search, and may be what the reader gave for it */
  async function find(recording: SavedRecording, signal: AbortSignal, tell: (progress: Progress) => void, opened: readonly string[]): Promise<SavedMatch> {
    const { catalog } = recordings.getState();
    const entries = catalog.status === 'ready' ? catalog.entries : [];
    const listed = entries.find(({ sha256 }) => sha256 === recording.sha256);
    if (listed !== undefined && library.has(listed.id)) return { kind: 'same', id: listed.id };
    let failure: Failure | null = null;
    // Of the catalog's recordings the hashes are known without reading them.
    const unhashed = [...[recording.id].filter(library.has), ...openIds()].filter((id) => !entries.some((entry) => entry.id === id));
    for (const id of new Set(unhashed)) {
      try {
        if (await sameBytes(id, recording, signal, tell)) return { kind: 'same', id };
      } catch (error) {
        if (signal.aborted || isCancelled(error)) throw error;
        failure = failureOf(error, recording.name);
      }
    }
    const [given] = opened;
    if (given !== undefined) return { kind: 'other', id: given };
    if (library.has(recording.id) && failure === null) return { kind: 'other', id: recording.id };
    return { kind: 'missing', failure };
  }

  async function look(opened: readonly string[] = []): Promise<void> {
    search.abort();
    search = new AbortController();
    const { signal } = search;
    const rows = store.getState().pending?.rows ?? [];
    const unsure = rows.flatMap(({ match }, i) => (match.kind === 'same' ? [] : [i]));
    // A file that opens in answer to the only question is the answer, whatever its name.
    const given = unsure.length === 1 ? opened : [];
    try {
      for (const at of unsure) {
        setMatch(at, { kind: 'checking', progress: null });
        const { recording } = rows[at]!;
        const byName = opened.filter((id) => id === recording.id);
        const tell = (progress: Progress) => {
          if (!signal.aborted) setMatch(at, { kind: 'checking', progress });
        };
        const match = await find(recording, signal, tell, byName.length > 0 ? byName : given);
        if (signal.aborted) return;
        setMatch(at, match);
        if (match.kind === 'missing') recall(recording.name);
      }
    } catch (error) {
      if (signal.aborted) return;
      notices.error('The saved view could not be opened', failureOf(error, store.getState().pending?.file ?? null));
      close();
      return;
    }
    if (store.getState().pending?.rows.every(({ match }) => match.kind === 'same')) show();
    else if (arrived.length > 0) void look(arrived.splice(0));
  }

  function show(): void {
    const { pending } = store.getState();
    if (pending === null || saved === null || !settled(pending.rows)) return;
    const idOf = (recordingId: string) => {
      const match = pending.rows.find(({ recording }) => recording.id === recordingId)?.match;
      return match?.kind === 'same' || match?.kind === 'other' ? match.id : recordingId;
    };
    const { view } = saved;
    close();
    apply({ ...view, panels: view.panels.map((panel) => ({ ...panel, recordingId: idOf(panel.recordingId) })) });
  }

  function close(): void {
    search.abort();
    arrived.length = 0;
    saved = null;
    store.setState({ pending: null });
  }

  let known = openIds();
  const unsubscribe = recordings.subscribe(() => {
    const now = openIds();
    const opened = now.filter((id) => !known.includes(id));
    known = now;
    const { pending } = store.getState();
    if (opened.length === 0 || pending === null) return;
    if (settled(pending.rows)) void look(opened);
    else arrived.push(...opened);
  });

  return {
    store,
    async takes(file) {
      if (file.size > MAX_SAVED_VIEW || !/json$/i.test(file.name)) return false;
      return file.text().then(isSavedView, () => false);
    },
    async open(file) {
      close();
      let reading: SavedViewReading;
      try {
        // The reader's code comes with the first such file.
        const { readSavedView } = await import('./savedView.ts');
        reading = readSavedView(await file.text(), file.name);
      } catch (error) {
        notices.error(`${file.name} could not be opened`, failureOf(error, file.name));
        return;
      }
      if (!reading.ok) {
        notices.error(`${file.name} could not be opened`, reading.failure);
        return;
      }
      saved = reading.saved;
      const rows = saved.recordings.map((recording): SavedRow => ({ recording, match: { kind: 'checking', progress: null } }));
      store.setState({ pending: { file: file.name, rows } });
      await look();
    },
    show,
    close,
    dispose() {
      search.abort();
      unsubscribe();
    },
  };
}
