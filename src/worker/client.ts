/**
 * The page's only door to the analysis worker. It numbers the jobs, turns signals into cancel messages and outcomes into
 * values or errors, and survives the loss of a worker: what was pending fails with `worker-lost`, the next call starts a
 * new one, and recordings are opened there again from their sources.
 */
import * as Comlink from 'comlink';
import type { BandOptions, MixingBand } from '../core/analysis/bandTypes.ts';
import type { ControlOptions, LayerControls } from '../core/analysis/controlsTypes.ts';
import type { LayerLoadings } from '../core/analysis/layerLoadings.ts';
import type { AnalysisSettings, LayerAnalysis } from '../core/analysis/types.ts';
import type { MemoryBaselines } from '../core/baselines/types.ts';
import type { RecordingGraph } from '../core/recording/types.ts';
import type { RememberedMapping } from '../core/import/mappingMemory.ts';
import type { ScalingInput, ScalingResult } from '../core/scaling/types.ts';
import { cancelledFailure, FailureError, failureOf } from './failure.ts';
import type { OpenedRecording, Outcome, Progress, RecordingHandle, RecordingSource } from './protocol.ts';
import { SharedTasks } from './sharedTasks.ts';
import { WorkerConnection, workerLost, type RemoteApi, type WorkerLike } from './workerConnection.ts';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Every method rejects with a FailureError and with nothing else. */
export interface AnalysisClient {
  open(source: RecordingSource, options?: CallOptions): Promise<OpenedRecording>;
  analyse(handle: RecordingHandle, settings: AnalysisSettings, options?: CallOptions): Promise<LayerAnalysis>;
  /** What chance and other graphs would give for every frame of a layer. */
  controls(handle: RecordingHandle, settings: AnalysisSettings, control: ControlOptions, options?: CallOptions): Promise<LayerControls>;
  /** The layer's analysis over random vectors mixed along the recorded sequences. */
  mixingNull(handle: RecordingHandle, settings: AnalysisSettings, seed: number, options?: CallOptions): Promise<LayerAnalysis>;
  /** The layer's measures beside many draws of that null. */
  mixingBand(handle: RecordingHandle, settings: AnalysisSettings, band: BandOptions, options?: CallOptions): Promise<MixingBand>;
  /** What memory alone would predict along the recorded sequences. */
  baselines(handle: RecordingHandle, options?: CallOptions): Promise<MemoryBaselines>;
  /** The loadings behind the scores of `analyse` for the same settings. */
  loadings(handle: RecordingHandle, settings: AnalysisSettings, options?: CallOptions): Promise<LayerLoadings>;
  /** Lays graphs of the reader's beside those of the file, in place of earlier ones; gives all, the file's first. */
  setGraphs(handle: RecordingHandle, graphs: readonly RecordingGraph[], options?: CallOptions): Promise<readonly RecordingGraph[]>;
  /** SHA-256 of the recording's bytes as 64 lowercase hexadecimal digits; reads all of them once. Progress is in bytes. */
  hash(handle: RecordingHandle, options?: CallOptions): Promise<string>;
  fitScaling(input: ScalingInput, options?: CallOptions): Promise<ScalingResult>;
  /** A file of arrays as a `contextscope/1` recording. */
  save(source: RecordingSource, options?: CallOptions): Promise<Blob>;
  close(handle: RecordingHandle): void;
  /** Ends the worker; what is pending is rejected as cancelled, and so is every later call. */
  dispose(): void;
}

export interface AnalysisClientOptions {
  readonly spawn: () => WorkerLike;
  /** Starts the worker now, so that it is there for the first call; by default that call starts it. */
  readonly atOnce?: boolean;
  /** Mappings of earlier files of arrays, read anew for every opening. */
  readonly mappings?: () => readonly RememberedMapping[];
}

/** A recording as the client's caller knows it: its handle stays the same when a new worker has to open it again. */
interface Opened {
  readonly source: RecordingSource;
  connection: WorkerConnection;
  workerHandle: RecordingHandle;
  /** Of the reader's, to be given to the next worker as well. */
  graphs: readonly RecordingGraph[];
}

type OnProgress = (progress: Progress) => void;

interface Job<T> {
  readonly call: (api: RemoteApi, job: number, onProgress: OnProgress) => Promise<Outcome<T>>;
  /** Takes back a result that arrives after its caller has gone. */
  readonly discard?: (value: T) => void;
}

export function createAnalysisClient({ spawn, atOnce = false, mappings = () => [] }: AnalysisClientOptions): AnalysisClient {
  const opened = new Map<RecordingHandle, Opened>();
  const reopening = new SharedTasks<Opened, Progress>();
  let current: WorkerConnection | null = null;
  let disposed = false;
  let jobs = 0;
  let handles = 0;

  function connect(): WorkerConnection {
    if (disposed) throw new FailureError(cancelledFailure());
    if (current === null || current.lost) {
      try {
        current = new WorkerConnection(spawn());
      } catch (error) {
        throw workerLost(error instanceof Error ? error.message : String(error));
      }
    }
    return current;
  }

  async function run<T>(to: WorkerConnection, { call, discard }: Job<T>, { signal, onProgress }: CallOptions): Promise<T> {
    if (signal?.aborted) throw new FailureError(cancelledFailure());
    const job = ++jobs;
    let gone = false;
    const report = Comlink.proxy((progress: Progress) => {
      if (!gone) onProgress?.(progress);
    });
    const answer = async (api: RemoteApi) => {
      const outcome = await call(api, job, report);
      if (gone && outcome.ok) discard?.(outcome.value);
      return outcome;
    };
    try {
      const outcome = await to.call(answer, signal);
      if (!outcome.ok) throw new FailureError(outcome.failure);
      return outcome.value;
    } catch (error) {
      if (signal?.aborted) to.tell((api) => api.cancel(job));
      throw error instanceof FailureError ? error : new FailureError(failureOf(error, null));
    } finally {
      gone = true;
    }
  }

  function openIn(to: WorkerConnection, source: RecordingSource, options: CallOptions): Promise<OpenedRecording> {
    const job: Job<OpenedRecording> = {
      call: (api, number, onProgress) => api.open(number, source, onProgress, mappings()),
      discard: ({ handle }) => to.tell((api) => api.close(handle)),
    };
    return run(to, job, options);
  }

  /** The recording in the present worker, opened again there when it was opened in an earlier one. */
  async function present(handle: RecordingHandle, options: CallOptions): Promise<Opened> {
    const entry = opened.get(handle);
    if (entry === undefined) throw unknownHandle(handle);
    const to = connect();
    if (entry.connection === to) return entry;
    const reopen = async (signal: AbortSignal, onProgress: OnProgress) => {
      const { handle: workerHandle } = await openIn(to, entry.source, { signal, onProgress });
      if (entry.graphs.length > 0) await run(to, { call: (api, job) => api.setGraphs(job, workerHandle, entry.graphs) }, { signal });
      return Object.assign(entry, { connection: to, workerHandle });
    };
    return reopening.run(handle, reopen, options.signal, options.onProgress);
  }

  /** Asks something of an opened recording, in the worker that has it now. */
  async function ask<T>(
    handle: RecordingHandle,
    options: CallOptions,
    call: (api: RemoteApi, job: number, at: RecordingHandle, onProgress: OnProgress) => Promise<Outcome<T>>,
  ): Promise<T> {
    const { connection, workerHandle } = await present(handle, options);
    return run(connection, { call: (api, job, onProgress) => call(api, job, workerHandle, onProgress) }, options);
  }

  if (atOnce) {
    try {
      connect();
    } catch {
      // The first call tries again and says what is wrong.
    }
  }

  return {
    async open(source, options = {}) {
      const to = connect();
      const { handle: workerHandle, ...rest } = await openIn(to, source, options);
      const handle = `r${++handles}`;
      // Opened again, it means what it means now, whatever is remembered then.
      const known = rest.imported === undefined ? source : { ...source, mapping: rest.imported.mapping };
      opened.set(handle, { source: known, connection: to, workerHandle, graphs: [] });
      return { handle, ...rest };
    },
    analyse: (handle, settings, options = {}) =>
      ask(handle, options, (api, job, at, onProgress) => api.analyse(job, at, settings, onProgress)),
    controls: (handle, settings, control, options = {}) =>
      ask(handle, options, (api, job, at, onProgress) => api.controls(job, at, settings, control, onProgress)),
    mixingNull: (handle, settings, seed, options = {}) =>
      ask(handle, options, (api, job, at, onProgress) => api.mixingNull(job, at, settings, seed, onProgress)),
    mixingBand: (handle, settings, band, options = {}) =>
      ask(handle, options, (api, job, at, onProgress) => api.mixingBand(job, at, settings, band, onProgress)),
    baselines: (handle, options = {}) => ask(handle, options, (api, job, at, onProgress) => api.baselines(job, at, onProgress)),
    loadings: (handle, settings, options = {}) =>
      ask(handle, options, (api, job, at, onProgress) => api.loadings(job, at, settings, onProgress)),
    async setGraphs(handle, graphs, options = {}) {
      const all = await ask(handle, options, (api, job, at) => api.setGraphs(job, at, graphs));
      const entry = opened.get(handle);
      if (entry !== undefined) entry.graphs = graphs;
      return all;
    },
    hash: (handle, options = {}) => ask(handle, options, (api, job, at, onProgress) => api.hash(job, at, onProgress)),
    fitScaling: async (input, options = {}) =>
      run(connect(), { call: (api, job, onProgress) => api.fitScaling(job, input, onProgress) }, options),
    save: async (source, options = {}) => run(connect(), { call: (api, job, onProgress) => api.save(job, source, onProgress) }, options),
    close(handle) {
      const entry = opened.get(handle);
      opened.delete(handle);
      entry?.connection.tell((api) => api.close(entry.workerHandle));
    },
    dispose() {
      disposed = true;
      opened.clear();
      current?.end(new FailureError(cancelledFailure()));
    },
  };
}

function unknownHandle(handle: RecordingHandle): FailureError {
  return new FailureError({
    code: 'internal',
    file: null,
    field: 'handle',
    message: `No recording is open under "${handle}".`,
    remedy: 'Choose the recording again.',
  });
}
