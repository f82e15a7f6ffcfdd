/**
 * The page's only door to the analysis workers. What a panel waits for goes to the first of them; what is not on screen goes
 * to the others. It survives the loss of a worker: what was pending there fails with `worker-lost`, the next call starts a
 * new one, and recordings are opened there again from their sources.
 */
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { RememberedMapping } from '../../core/import/mappingMemory.ts';
import { createJobRunner, type CallOptions } from './jobRunner.ts';
import { OpenRecordings } from './openRecordings.ts';
import { savesData as asksToSave, mayBeReadTwice } from './placement.ts';
import type { OpenedRecording, Outcome, RecordingHandle, RecordingSource } from '../protocol.ts';
import { WorkerPool, type AsideCall } from './workerPool.ts';
import type { WorkerConnection, WorkerLike } from './workerConnection.ts';
import type { Rank } from '../turns/ranks.ts';
import type { JobKind, JobInput, JobResult } from '../jobs.ts';

export type { CallOptions };

/** Where a job is done, and in whose turn. */
export interface RunOptions extends CallOptions {
  /** Whose turn it takes there: that of a panel where absent, or of a null where it is done aside. */
  readonly rank?: Rank;
  /**
   * Done beside the panels' own worker, in one that has at hand what the job is about, where there is one: the layer, or the
   * draws from the walks that serve every layer. Absent: in the panels' own.
   */
  readonly aside?: 'layer' | 'draws' | 'anything';
}

/** Every method rejects with a FailureError and with nothing else. */
export interface AnalysisClient {
  open(source: RecordingSource, options?: CallOptions): Promise<OpenedRecording>;
  /** Jobs done aside that run side by side at most: more of them wait for one another. */
  readonly aside: number;
  /** Runs a job of the registry (worker/jobs.ts). */
  run<K extends JobKind>(kind: K, input: JobInput<K>, options?: RunOptions): Promise<JobResult<K>>;
  /** Lays graphs of the reader's beside those of the file, in place of earlier ones; gives all, the file's first. */
  setGraphs(handle: RecordingHandle, graphs: readonly RecordingGraph[], options?: CallOptions): Promise<readonly RecordingGraph[]>;
  /** A file of arrays as a `contextscope/1` recording. */
  save(source: RecordingSource, options?: CallOptions): Promise<Blob>;
  close(handle: RecordingHandle): void;
  /** Ends the workers; what is pending is rejected as cancelled, and so is every later call. */
  dispose(): void;
}

export interface AnalysisClientOptions {
  readonly spawn: () => WorkerLike;
  /** Workers at most; 1 where absent. */
  readonly workers?: number;
  /** Recordings behind addresses are opened in one worker alone for a reader who asks to save data. */
  readonly savesData?: () => boolean;
  /** Starts the worker now, so that it is there for the first call; by default that call starts it. */
  readonly atOnce?: boolean;
  /** Mappings of earlier files of arrays, read anew for every opening. */
  readonly mappings?: () => Promise<readonly RememberedMapping[]>;
}

type Subject = Pick<AsideCall<unknown>, 'subject' | 'sticks'>;

const NO_SUBJECT: Subject = { subject: null, sticks: false };

export function createAnalysisClient({ spawn, workers = 1, savesData = asksToSave, atOnce = false, mappings = () => Promise.resolve([]) }: AnalysisClientOptions): AnalysisClient {
  const pool = new WorkerPool(spawn, workers);
  const run = createJobRunner();
  const recordings = new OpenRecordings({ run, mappings, savesData });

  /** Runs the job in this worker, under the handle that its recording has there. */
  async function runIn<K extends JobKind>(to: WorkerConnection, kind: K, input: JobInput<JobKind>, rank: Rank, options: CallOptions): Promise<JobResult<K>> {
    const there = 'handle' in input ? { ...input, handle: await recordings.in(to, input.handle, options) } : input;
    return run(to, { call: (api, job, onProgress) => api.run(job, kind, there, rank, onProgress) as Promise<Outcome<JobResult<K>>> }, options);
  }

  /** Work that another worker may do as well goes there, unless the recording may be open in the panels' own alone. */
  async function runAside<T>(handle: RecordingHandle | null, work: AsideCall<T>): Promise<T> {
    const entry = handle === null ? null : recordings.entry(handle);
    if (entry?.elsewhere === false) return pool.behind(work);
    try {
      return await pool.aside(work);
    } catch (error) {
      if (entry === null || entry.elsewhere) throw error;
      return pool.behind(work);
    }
  }

  /** A layer of a recording. Bytes that a server would have to send again stick to the worker that has them. */
  function layerOf(handle: RecordingHandle, layer: number): Subject {
    const { source, info } = recordings.entry(handle);
    return { subject: `${handle}/${layer}`, sticks: !mayBeReadTwice(source, info) };
  }

  function subjectOf(input: JobInput<JobKind>, about: RunOptions['aside']): Subject {
    if (about === 'anything' || !('settings' in input)) return NO_SUBJECT;
    const layer = layerOf(input.handle, input.settings.layer);
    // Draws from the walks serve every layer, and take longest; a layer that sticks decides all the same.
    return about === 'draws' && !layer.sticks ? { subject: `${input.handle}/draws`, sticks: true } : layer;
  }

  async function runJob<K extends JobKind>(kind: K, input: JobInput<JobKind>, { rank, aside, ...options }: RunOptions): Promise<JobResult<K>> {
    const about = subjectOf(input, aside);
    if (aside === undefined) {
      if (kind === 'analysis' && about.subject !== null && about.sticks) pool.mainServes(about.subject);
      return pool.main((to) => runIn(to, kind, input, rank ?? 'panel', options));
    }
    const turn = rank === 'layer' ? 'layer' : 'null';
    const call = (to: WorkerConnection) => runIn(to, kind, input, turn, options);
    return runAside('handle' in input ? input.handle : null, { ...about, rank: turn, signal: options.signal, call });
  }

  if (atOnce) pool.startMain();

  return {
    aside: Math.max(1, workers - 1),
    open: (source, options = {}) => pool.main((to) => recordings.open(to, source, options)),
    run: <K extends JobKind>(kind: K, input: JobInput<K>, options: RunOptions = {}) => runJob(kind, input as JobInput<JobKind>, options),
    setGraphs: (handle, graphs, options = {}) => pool.main((to) => recordings.setGraphs(to, handle, graphs, options)),
    save: (source, options = {}) => pool.main((to) => run(to, { call: (api, job, onProgress) => api.save(job, source, onProgress) }, options)),
    close(handle) {
      recordings.close(handle);
      pool.forget(`${handle}/`);
    },
    dispose() {
      recordings.clear();
      pool.dispose();
    },
  };
}
