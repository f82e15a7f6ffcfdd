/**
 * Every recording the reader can choose, from the catalog, an address or a file, and its opening on demand. Opening is
 * shared by all who ask at the same time and stops when none of them waits any more.
 */
import type { AnalysisClient, CallOptions } from '../worker/client.ts';
import { failureOf, FailureError, isCancelled } from '../worker/failure.ts';
import type { OpenedRecording, Progress, RecordingSource } from '../worker/protocol.ts';
import { SharedTasks } from '../worker/sharedTasks.ts';
import type { CatalogEntry } from './catalog.ts';
import type { RecordingsStore, RecordingStatus } from './recordingsStore.ts';

export interface RecordingLibrary {
  /** True for ids that can be opened: listed in the catalog or added since. */
  readonly has: (id: string) => boolean;
  readonly addCatalog: (entries: readonly CatalogEntry[], catalogUrl: string) => void;
  /** Registers a source under an id, in place of an earlier one of that id. */
  readonly add: (id: string, source: RecordingSource) => void;
  /** Rejects with a FailureError; the failure is in the recordings store as well, except when cancelled. */
  readonly open: (id: string, options?: CallOptions) => Promise<OpenedRecording>;
}

export function createRecordingLibrary(client: AnalysisClient, store: RecordingsStore): RecordingLibrary {
  const sources = new Map<string, RecordingSource>();
  const opening = new SharedTasks<OpenedRecording>();
  const listeners = new Map<string, Set<(progress: Progress) => void>>();

  const setStatus = (id: string, status: RecordingStatus | null) =>
    store.setState(({ recordings }) => {
      const others = Object.entries(recordings).filter(([other]) => other !== id);
      return { recordings: Object.fromEntries(status === null ? others : [...others, [id, status]]) };
    });

  async function start(id: string, signal: AbortSignal): Promise<OpenedRecording> {
    const source = sources.get(id);
    if (source === undefined) throw unknownRecording(id);
    setStatus(id, { status: 'loading', progress: null });
    try {
      const opened = await client.open(source, {
        signal,
        onProgress(progress) {
          setStatus(id, { status: 'loading', progress });
          for (const listener of listeners.get(id) ?? []) listener(progress);
        },
      });
      if (sources.get(id) !== source) client.close(opened.handle);
      else setStatus(id, { status: 'ready', ...opened });
      return opened;
    } catch (error) {
      const failure = failureOf(error, source.name);
      if (sources.get(id) === source) setStatus(id, isCancelled(error) ? null : { status: 'error', failure });
      throw new FailureError(failure);
    }
  }

  return {
    has: (id) => sources.has(id),
    addCatalog(entries, catalogUrl) {
      for (const { id, file, bytes } of entries) {
        if (sources.has(id)) continue;
        sources.set(id, { kind: 'url', url: new URL(file, catalogUrl).href, name: file, expectedBytes: bytes });
      }
    },
    add(id, source) {
      const present = store.getState().recordings[id];
      if (present?.status === 'ready') client.close(present.handle);
      sources.set(id, source);
      setStatus(id, null);
    },
    async open(id, { signal, onProgress } = {}) {
      const present = store.getState().recordings[id];
      if (present?.status === 'ready') return { handle: present.handle, info: present.info };
      const told = listeners.get(id) ?? new Set();
      listeners.set(id, told);
      if (onProgress !== undefined) told.add(onProgress);
      try {
        return await opening.run(id, (shared) => start(id, shared), signal);
      } finally {
        if (onProgress !== undefined) told.delete(onProgress);
      }
    },
  };
}

function unknownRecording(id: string): FailureError {
  return new FailureError({
    code: 'not-found',
    file: null,
    field: 'recording',
    message: `There is no recording "${id}" here.`,
    remedy: 'Choose one from the list, or open its file.',
  });
}
