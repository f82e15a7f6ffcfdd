/**
 * Every recording the reader can choose, from the catalog, an address or a file, and its opening on demand. Opening is
 * shared by all who ask at the same time and stops when none of them waits any more.
 */
import type { AnalysisClient, CallOptions } from '../worker/client.ts';
import { failureOf, FailureError, isCancelled, throwIfCancelled } from '../worker/failure.ts';
import type { OpenedRecording, Progress, RecordingSource } from '../worker/protocol.ts';
import { SharedTasks } from '../worker/sharedTasks.ts';
import type { CatalogEntry } from './catalog.ts';
import type { RecordingsStore, RecordingStatus } from './recordingsStore.ts';

export interface RecordingLibrary {
  /** True for ids that can be opened: listed in the catalog or added since. */
  readonly has: (id: string) => boolean;
  /** Where a recording's bytes come from; null for an unknown id. */
  readonly sourceOf: (id: string) => RecordingSource | null;
  readonly addCatalog: (entries: readonly CatalogEntry[], catalogUrl: string) => void;
  /** Registers a source under an id, in place of an earlier one of that id. */
  readonly add: (id: string, source: RecordingSource) => void;
  /**
   * Opens a source and puts it under an id once it has opened and `check` has passed it; until then, and for good when
   * either rejects, what is under that id stays. A later offer for the id cancels an earlier one. Rejects with a
   * FailureError.
   */
  readonly offer: (id: string, source: RecordingSource, check: (opened: OpenedRecording, signal: AbortSignal) => Promise<void>) => Promise<void>;
  /** Rejects with a FailureError; the failure is in the recordings store as well, except when cancelled. */
  readonly open: (id: string, options?: CallOptions) => Promise<OpenedRecording>;
}

export function createRecordingLibrary(client: AnalysisClient, store: RecordingsStore): RecordingLibrary {
  const sources = new Map<string, RecordingSource>();
  const opening = new SharedTasks<OpenedRecording, Progress>();
  const offers = new Map<string, AbortController>();
  /** Counts the sources an id has had, so that no one joins the opening of an earlier one. */
  const versions = new Map<string, number>();

  const setStatus = (id: string, status: RecordingStatus | null) =>
    store.setState(({ recordings }) => {
      const others = Object.entries(recordings).filter(([other]) => other !== id);
      return { recordings: Object.fromEntries(status === null ? others : [...others, [id, status]]) };
    });

  function put(id: string, source: RecordingSource, status: RecordingStatus | null): void {
    const present = store.getState().recordings[id];
    if (present?.status === 'ready') client.close(present.handle);
    sources.set(id, source);
    versions.set(id, (versions.get(id) ?? 0) + 1);
    setStatus(id, status);
  }

  function open(id: string, { signal, onProgress }: CallOptions = {}): Promise<OpenedRecording> {
    const present = store.getState().recordings[id];
    if (present?.status === 'ready') return Promise.resolve({ handle: present.handle, info: present.info });
    return opening.run(`${versions.get(id) ?? 0}/${id}`, (shared, tell) => start(id, shared, tell), signal, onProgress);
  }

  async function start(id: string, signal: AbortSignal, tell: (progress: Progress) => void): Promise<OpenedRecording> {
    const source = sources.get(id);
    if (source === undefined) throw unknownRecording(id);
    setStatus(id, { status: 'loading', progress: null });
    try {
      const opened = await client.open(source, {
        signal,
        onProgress(progress) {
          if (sources.get(id) === source) setStatus(id, { status: 'loading', progress });
          tell(progress);
        },
      });
      if (sources.get(id) === source) {
        setStatus(id, { status: 'ready', ...opened });
        return opened;
      }
      client.close(opened.handle);
    } catch (error) {
      const failure = failureOf(error, source.name);
      if (sources.get(id) === source) setStatus(id, isCancelled(error) ? null : { status: 'error', failure });
      throw new FailureError(failure);
    }
    // Another source has taken the id meanwhile: whoever waited wants that one.
    return open(id, { signal, onProgress: tell });
  }

  return {
    has: (id) => sources.has(id),
    sourceOf: (id) => sources.get(id) ?? null,
    addCatalog(entries, catalogUrl) {
      for (const { id, file, bytes } of entries) {
        if (sources.has(id)) continue;
        sources.set(id, { kind: 'url', url: new URL(file, catalogUrl).href, name: file, expectedBytes: bytes });
      }
    },
    add: (id, source) => put(id, source, null),
    async offer(id, source, check) {
      const controller = new AbortController();
      const { signal } = controller;
      offers.get(id)?.abort();
      offers.set(id, controller);
      let opened: OpenedRecording | null = null;
      try {
        opened = await client.open(source, { signal });
        await check(opened, signal);
        throwIfCancelled(signal, source.name);
      } catch (error) {
        if (opened !== null) client.close(opened.handle);
        throw new FailureError(failureOf(error, source.name));
      } finally {
        if (offers.get(id) === controller) offers.delete(id);
      }
      put(id, source, { status: 'ready', ...opened });
    },
    open,
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
