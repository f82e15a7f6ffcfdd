/**
 * Every recording the reader can choose, from the catalog, an address or a file, and its opening on demand: shared by all who ask at the same
 * time, stopped when none of them waits any more, and asked about before a server sends a large file whole.
 */
import { cancelledFailure, FailureError, failureOf, isCancelled, throwIfCancelled } from '../../worker/failure.ts';
import type { AnalysisClient, CallOptions } from '../../worker/pool/client.ts';
import { SharedTasks } from '../../worker/pool/sharedTasks.ts';
import type { OpenedRecording, Progress, RecordingSource } from '../../worker/protocol.ts';
import { addressName, recordingIdText, urlOfRecordingId } from '../opening/addresses.ts';
import type { CatalogEntry } from './catalog.ts';
import type { RecordingsStore, RecordingStatus } from './recordingsStore.ts';

/** Something only the reader can decide before the opening goes on. */
export interface OpeningQuestion {
  readonly message: string;
  readonly hint: string;
  /** Text of the button that goes on. */
  readonly accept: string;
}

/** Resolves with true when the reader agrees. */
export type Ask = (question: OpeningQuestion) => Promise<boolean>;

/**
 * Opens as `open` does. Where that fails because a large download is to be agreed to first, asks, and on a yes opens
 * again with leave given; a no rejects as cancelled.
 *
 * @param onAgreed hears of the source with leave, so that opening it later asks no second time
 */
async function openWithLeave<T>(
  source: RecordingSource,
  open: (source: RecordingSource) => Promise<T>,
  ask: Ask,
  onAgreed: (agreed: RecordingSource) => void = () => undefined,
): Promise<T> {
  try {
    return await open(source);
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'confirm-download' || source.kind !== 'url') throw error;
    const { message, remedy } = error.failure;
    if (!(await ask({ message, hint: remedy, accept: 'Download' }))) throw new FailureError(cancelledFailure(source.name));
    const agreed: RecordingSource = { ...source, allowWhole: true };
    onAgreed(agreed);
    return open(agreed);
  }
}

export interface OfferOptions extends CallOptions {
  /** Asked before a large download; without it, one is refused. */
  readonly ask?: Ask;
}

export interface RecordingLibrary {
  /** True for ids that can be opened: listed in the catalog, added since, or an address themselves. */
  readonly has: (id: string) => boolean;
  /** Where an id's bytes are; null: it cannot be opened. */
  readonly sourceOf: (id: string) => RecordingSource | null;
  /**
   * In place of an earlier catalog; recordings of that one that are open stay, unless their ids now stand for others,
   * which are returned. An entry whose address has no meaning is left out.
   */
  readonly addCatalog: (entries: readonly CatalogEntry[], catalogUrl: string) => readonly string[];
  /** Registers a source under an id, in place of an earlier one of that id. */
  readonly add: (id: string, source: RecordingSource) => void;
  /**
   * Opens a source and puts it under an id once it has opened and `check` has passed it; until then, and for good when
   * either rejects, what is under that id stays. A later offer for the id cancels an earlier one. Rejects with a
   * FailureError.
   */
  readonly offer: (
    id: string,
    source: RecordingSource,
    check: (opened: OpenedRecording, signal: AbortSignal) => Promise<void>,
    options?: OfferOptions,
  ) => Promise<void>;
  /** Rejects with a FailureError; the failure is in the recordings store as well, except when cancelled. */
  readonly open: (id: string, options?: CallOptions) => Promise<OpenedRecording>;
}

/** Asked before a recording in a panel is downloaded whole; the signal fires when no one wants it any more. */
export type AskFor = (source: RecordingSource, signal: AbortSignal) => Ask;

const refuse: AskFor = () => () => Promise.resolve(false);

export function createRecordingLibrary(client: AnalysisClient, store: RecordingsStore, askFor: AskFor = refuse): RecordingLibrary {
  const sources = new Map<string, RecordingSource>();
  /** Ids that are known from the present catalog alone. */
  const listed = new Set<string>();
  const opening = new SharedTasks<OpenedRecording, Progress>();
  const offers = new Map<string, AbortController>();
  /** Counts the sources an id has had, so that no one joins the opening of an earlier one. */
  const versions = new Map<string, number>();

  const setStatus = (id: string, status: RecordingStatus | null) =>
    store.setState(({ recordings }) => {
      const others = Object.entries(recordings).filter(([other]) => other !== id);
      return { recordings: Object.fromEntries(status === null ? others : [...others, [id, status]]) };
    });

  function isIdle(id: string): boolean {
    const status = store.getState().recordings[id]?.status;
    return status === undefined || status === 'error';
  }

  /** An address in a shared link is a recording of its own accord. */
  function sourceOf(id: string): RecordingSource | null {
    const url = urlOfRecordingId(id);
    if (url !== null && !sources.has(id)) sources.set(id, { kind: 'url', url, name: addressName(url), expectedBytes: null });
    return sources.get(id) ?? null;
  }

  function put(id: string, source: RecordingSource, status: RecordingStatus | null): void {
    const present = store.getState().recordings[id];
    if (present?.status === 'ready') client.close(present.handle);
    sources.set(id, source);
    listed.delete(id);
    versions.set(id, (versions.get(id) ?? 0) + 1);
    setStatus(id, status);
  }

  function open(id: string, { signal, onProgress }: CallOptions = {}): Promise<OpenedRecording> {
    const present = store.getState().recordings[id];
    if (present?.status === 'ready') return Promise.resolve({ handle: present.handle, info: present.info });
    return opening.run(`${versions.get(id) ?? 0}/${id}`, (shared, tell) => start(id, shared, tell), signal, onProgress);
  }

  async function start(id: string, signal: AbortSignal, tell: (progress: Progress) => void): Promise<OpenedRecording> {
    let source = sourceOf(id);
    if (source === null) throw unknownRecording(id);
    setStatus(id, { status: 'loading', progress: null });
    try {
      const onProgress = (progress: Progress) => {
        if (sources.get(id) === source) setStatus(id, { status: 'loading', progress });
        tell(progress);
      };
      const agreed = (withLeave: RecordingSource) => {
        if (sources.get(id) === source) sources.set(id, withLeave);
        source = withLeave;
      };
      const opened = await openWithLeave(source, (from) => client.open(from, { signal, onProgress }), askFor(source, signal), agreed);
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
    has: (id) => sourceOf(id) !== null,
    sourceOf,
    addCatalog(entries, catalogUrl) {
      for (const id of listed) if (isIdle(id)) sources.delete(id);
      listed.clear();
      const replaced: string[] = [];
      for (const { id, file, bytes } of entries) {
        if (!URL.canParse(file, catalogUrl)) continue;
        const source: RecordingSource = { kind: 'url', url: new URL(file, catalogUrl).href, name: file, expectedBytes: bytes };
        const present = sources.get(id);
        if (present?.kind === 'file' || present?.url === source.url) continue;
        if (present === undefined) sources.set(id, source);
        else {
          put(id, source, null);
          replaced.push(id);
        }
        listed.add(id);
      }
      return replaced;
    },
    add: (id, source) => put(id, source, null),
    async offer(id, source, check, { signal: outer, onProgress, ask = () => Promise.resolve(false) } = {}) {
      const controller = new AbortController();
      const signal = outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]);
      offers.get(id)?.abort();
      offers.set(id, controller);
      let opened: OpenedRecording | null = null;
      try {
        opened = await openWithLeave(source, (from) => client.open(from, { signal, onProgress }), ask, (agreed) => (source = agreed));
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
    message: `There is no recording "${recordingIdText(id)}" here.`,
    remedy: 'Choose one from the list, or open its file.',
  });
}
