/**
 * The recordings that the client's callers have open, and in which workers each of them is open by now. A handle stays the
 * same whichever worker serves it: where the recording is not open yet, or no longer, it is opened from its source.
 */
import type { RememberedMapping } from '../../core/import/mappingMemory.ts';
import type { RecordingGraph, RecordingInfo } from '../../core/recording/types.ts';
import { unknownHandle } from '../failure.ts';
import { changedMeanwhile } from '../io/httpFailures.ts';
import type { CallOptions, Job, OnProgress, RunJob } from './jobRunner.ts';
import { mayBeElsewhere } from './placement.ts';
import type { OpenedHere, OpenedRecording, Progress, RecordingHandle, RecordingSource } from '../protocol.ts';
import { SharedTasks } from './sharedTasks.ts';
import type { WorkerConnection } from './workerConnection.ts';

const NONE: readonly RecordingGraph[] = [];

/** A recording in one worker. */
interface Place {
  readonly handle: RecordingHandle;
  /** Of the reader's, as this worker has them. */
  graphs: readonly RecordingGraph[];
}

export interface OpenEntry {
  readonly source: RecordingSource;
  readonly info: RecordingInfo;
  readonly version: string | null;
  /** False: in the panels' own worker alone. */
  elsewhere: boolean;
  readonly places: Map<WorkerConnection, Place>;
  /** Of the reader's, to be given to every worker. */
  graphs: readonly RecordingGraph[];
}

export interface OpenRecordingsOptions {
  readonly run: RunJob;
  readonly mappings: () => Promise<readonly RememberedMapping[]>;
  readonly savesData: () => boolean;
}

export class OpenRecordings {
  readonly #options: OpenRecordingsOptions;
  readonly #entries = new Map<RecordingHandle, OpenEntry>();
  readonly #opening = new SharedTasks<Place, Progress>();
  /** Workers by number, to tell openings in one from those in another. */
  readonly #workers = new WeakMap<WorkerConnection, number>();
  #numbered = 0;
  #handles = 0;

  constructor(options: OpenRecordingsOptions) {
    this.#options = options;
  }

  async open(to: WorkerConnection, source: RecordingSource, options: CallOptions): Promise<OpenedRecording> {
    const opened = await this.#openIn(to, source, options);
    const { handle: at, version, ...rest } = opened;
    const handle = `r${++this.#handles}`;
    this.#entries.set(handle, {
      // Opened again, it means what it means now, whatever is remembered then.
      source: rest.imported === undefined ? source : { ...source, mapping: rest.imported.mapping },
      info: rest.info,
      version,
      elsewhere: mayBeElsewhere(source, opened, this.#options.savesData()),
      places: new Map([[to, { handle: at, graphs: NONE }]]),
      graphs: NONE,
    });
    return { handle, ...rest };
  }

  /** Throws a FailureError for a handle that is not open. */
  entry(handle: RecordingHandle): OpenEntry {
    const entry = this.#entries.get(handle);
    if (entry === undefined) throw unknownHandle(handle);
    return entry;
  }

  /**
   * The recording's handle in this worker, which has the reader's graphs by then. Rejects where the file is another one by
   * now; the recording is then no longer opened elsewhere.
   */
  async in(to: WorkerConnection, handle: RecordingHandle, options: CallOptions): Promise<RecordingHandle> {
    const entry = this.entry(handle);
    const place = entry.places.get(to) ?? (await this.#openAgain(to, handle, entry, options));
    const { graphs } = entry;
    if (place.graphs !== graphs) await this.#give(to, place, graphs, options);
    return place.handle;
  }

  /** Gives graphs of the reader's to this worker, and to the others as they are asked next. */
  async setGraphs(to: WorkerConnection, handle: RecordingHandle, graphs: readonly RecordingGraph[], options: CallOptions): Promise<readonly RecordingGraph[]> {
    const entry = this.entry(handle);
    await this.in(to, handle, options);
    const all = await this.#give(to, entry.places.get(to)!, graphs, options);
    entry.graphs = graphs;
    return all;
  }

  close(handle: RecordingHandle): void {
    const entry = this.#entries.get(handle);
    this.#entries.delete(handle);
    for (const [connection, { handle: at }] of entry?.places ?? []) connection.tell((api) => api.close(at));
  }

  clear(): void {
    this.#entries.clear();
  }

  #openIn(to: WorkerConnection, source: RecordingSource, options: CallOptions): Promise<OpenedHere> {
    const job: Job<OpenedHere> = {
      call: async (api, number, onProgress) => api.open(number, source, onProgress, await this.#options.mappings()),
      discard: ({ handle }) => to.tell((api) => api.close(handle)),
    };
    return this.#options.run(to, job, options);
  }

  #openAgain(to: WorkerConnection, handle: RecordingHandle, entry: OpenEntry, options: CallOptions): Promise<Place> {
    const open = async (signal: AbortSignal, onProgress: OnProgress): Promise<Place> => {
      const { handle: at, version } = await this.#openIn(to, entry.source, { signal, onProgress });
      const same = version === entry.version;
      if (!same || this.#entries.get(handle) !== entry) to.tell((api) => api.close(at));
      if (!same) {
        entry.elsewhere = false;
        throw changedMeanwhile(entry.source.name);
      }
      const place: Place = { handle: at, graphs: NONE };
      entry.places.set(to, place);
      return place;
    };
    const worker = this.#workers.get(to) ?? ++this.#numbered;
    this.#workers.set(to, worker);
    return this.#opening.run(`${worker}/${handle}`, open, options.signal, options.onProgress);
  }

  async #give(to: WorkerConnection, place: Place, graphs: readonly RecordingGraph[], { signal }: CallOptions): Promise<readonly RecordingGraph[]> {
    const all = await this.#options.run(to, { call: (api, job) => api.setGraphs(job, place.handle, graphs) }, { signal });
    place.graphs = graphs;
    return all;
  }
}
