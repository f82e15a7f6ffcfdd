/** The catalog and the recordings opened so far: their small parts and where each stands. Residuals stay in the worker. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportProposal } from '../../core/import/importProposal.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { Progress, RecordingHandle } from '../../worker/protocol.ts';
import type { Failure } from '../../worker/failure.ts';
import type { CatalogEntry, NewsEntry } from './catalog.ts';
import { frameContexts } from './contexts.ts';

export type CatalogStatus =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly entries: readonly CatalogEntry[]; readonly news?: readonly NewsEntry[]; readonly defaultId: string; readonly title?: string | null }
  | { readonly status: 'error'; readonly failure: Failure };

export type RecordingStatus =
  | { readonly status: 'loading'; readonly progress: Progress | null }
  | { readonly status: 'ready'; readonly handle: RecordingHandle; readonly info: RecordingInfo; readonly imported?: ImportProposal }
  | { readonly status: 'error'; readonly failure: Failure };

export interface RecordingsState {
  readonly catalog: CatalogStatus;
  /** Where the catalog comes from; null: the samples. */
  readonly catalogUrl: string | null;
  readonly recordings: Readonly<Record<string, RecordingStatus>>;
}

export type RecordingsStore = StoreApi<RecordingsState>;

export function createRecordingsStore(): RecordingsStore {
  return createStore<RecordingsState>()(() => ({ catalog: { status: 'loading' }, catalogUrl: null, recordings: {} }));
}

/** Contexts of a recording in tokens, ascending; empty while it is not open. */
export function contextsOf(recordings: RecordingsStore, id: string): readonly number[] {
  const recording = recordings.getState().recordings[id];
  return recording?.status === 'ready' ? frameContexts(recording.info.metadata) : [];
}

/** An open recording has other graphs of the reader's now; gives the ids under which it is shown. */
export function takeGraphs(recordings: RecordingsStore, handle: RecordingHandle, info: RecordingInfo): readonly string[] {
  const ids = Object.entries(recordings.getState().recordings).flatMap(([id, recording]) => (recording.status === 'ready' && recording.handle === handle ? [id] : []));
  for (const id of ids) {
    recordings.setState((state) => ({ recordings: { ...state.recordings, [id]: { ...state.recordings[id]!, info } as RecordingStatus } }));
  }
  return ids;
}
