/**
 * Every recording the reader can choose, from the catalog, an address or a file, and its opening on demand. Opening is
 * shared by all who ask at the same time and stops when none of them waits any more.
 */
import type { AnalysisClient } from '../worker/client.ts';
import { failureOf, FailureError, isCancelled } from '../worker/failure.ts';
import type { OpenedRecording, RecordingSource } from '../worker/protocol.ts';
import { SharedTasks } from '../worker/sharedTasks.ts';
import type { CatalogEntry } from './catalog.ts';
import type { RecordingsStore, RecordingStatus } from './recordingsStore.ts';

export interface RecordingLibrary {
  /** True for ids that can be opened: listed in the catalog or added since. */
  has(id: string): boolean;
  addCatalog(entries: readonly CatalogEntry[], catalogUrl: string): void;
  /** Registers a source under an id, in place of an earlier one of that id. */
  add(id: string, source: RecordingSource): void;
  /** Rejects with a FailureError; the failure is in the recordings store as well, except when cancelled. */
  open(id: string, signal?: AbortSignal): Promise<OpenedRecording>;
}

export function createRecordingLibrary(client: AnalysisClient, store: RecordingsStore): RecordingLibrary {
  const sources = new Map<string, RecordingSource>();
  const opening = new SharedTasks<OpenedRecording>();

  const setStatus = (id: string, status: RecordingStatus | null) =>
    store.setState(({ recordings }) => {
      const { [id]: _previous, ...others } = recordings;
      return { recordings: status === null ? others : { ...others, [id]: status } };
    });

  async function start(id: string, signal: AbortSignal): Promise<OpenedRecording> {
    const source = sources.get(id);
    if (source === undefined) throw unknownRecording(id);
    setStatus(id, { status: 'loading', progress: null });
    try {
      const opened = await client.open(source, {
        signal,
        onProgress: (progress) => setStatus(id, { status: 'loading', progress }),
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
    open(id, signal) {
      const present = store.getState().recordings[id];
      if (present?.status === 'ready') return Promise.resolve({ handle: present.handle, info: present.info });
      return opening.run(id, (shared) => start(id, shared), signal);
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
