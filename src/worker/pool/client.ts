/**
 * The page's only door to the analysis workers. What a panel waits for goes to the first of them; what is not on screen goes
 * to the others. It survives the loss of a worker: what was pending there fails with `worker-lost`, the next call starts a
 * new one, and recordings are opened there again from their sources.
 */
import type { BandOptions, ControlOptions, LayerControls, MixingBand } from '../../core/nulls/types.ts';
import type { LayerLoadings } from '../../core/analysis/layerLoadings.ts';
import type { AnalysisSettings, LayerAnalysis } from '../../core/analysis/settings.ts';
import type { MemoryBaselines } from '../../core/baselines/memoryBaselines.ts';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { RememberedMapping } from '../../core/import/mappingMemory.ts';
import type { ScalingInput, ScalingResult } from '../../core/scaling/types.ts';
import { createJobRunner, type CallOptions, type OnProgress } from './jobRunner.ts';
import { OpenRecordings } from './openRecordings.ts';
import { mayBeReadTwice } from './placement.ts';
import type { OpenedRecording, Outcome, RecordingHandle, RecordingSource } from '../protocol.ts';
import { savesData as asksToSave } from './placement.ts';
import { WorkerPool, type AsideCall } from './workerPool.ts';
import type { RemoteApi, WorkerConnection, WorkerLike } from './workerConnection.ts';

export type { CallOptions };

export interface AnalyseOptions extends CallOptions {
  /** True: no panel waits for it. */
  readonly aside?: boolean;
}

/** Every method rejects with a FailureError and with nothing else. */
export interface AnalysisClient {
  open(source: RecordingSource, options?: CallOptions): Promise<OpenedRecording>;
  /** Calls for what is not on screen that run side by side at most: more of them wait for one another. */
  readonly aside: number;
  analyse(handle: RecordingHandle, settings: AnalysisSettings, options?: AnalyseOptions): Promise<LayerAnalysis>;
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
  readonly mappings?: () => readonly RememberedMapping[];
}

/** Something asked of an opened recording, under its handle in the worker that is asked. */
type Ask<T> = (api: RemoteApi, job: number, at: RecordingHandle, onProgress: OnProgress) => Promise<Outcome<T>>;

type Subject = Pick<AsideCall<unknown>, 'subject' | 'sticks'>;

const NO_SUBJECT: Subject = { subject: null, sticks: false };

export function createAnalysisClient({ spawn, workers = 1, savesData = asksToSave, atOnce = false, mappings = () => [] }: AnalysisClientOptions): AnalysisClient {
  const pool = new WorkerPool(spawn, workers);
  const run = createJobRunner();
  const recordings = new OpenRecordings({ run, mappings, savesData });

  async function ask<T>(to: WorkerConnection, handle: RecordingHandle, options: CallOptions, call: Ask<T>): Promise<T> {
    const at = await recordings.in(to, handle, options);
    return run(to, { call: (api, job, onProgress) => call(api, job, at, onProgress) }, options);
  }

  const askMain = <T>(handle: RecordingHandle, options: CallOptions, call: Ask<T>): Promise<T> => pool.main((to) => ask(to, handle, options, call));

  /** Asks a worker beside the panels' own, where the recording may be opened there. */
  async function askAside<T>(handle: RecordingHandle, about: Pick<AsideCall<T>, 'subject' | 'sticks' | 'rank'>, options: CallOptions, call: Ask<T>): Promise<T> {
    const entry = recordings.entry(handle);
    const work: AsideCall<T> = { ...about, signal: options.signal, call: (to) => ask(to, handle, options, call) };
    if (!entry.elsewhere) return pool.behind(work);
    try {
      return await pool.aside(work);
    } catch (error) {
      if (entry.elsewhere) throw error;
      return pool.behind(work);
    }
  }

  /** A layer of a recording. Bytes that a server would have to send again stick to the worker that has them. */
  function layerOf(handle: RecordingHandle, layer: number): Subject {
    const { source, info } = recordings.entry(handle);
    return { subject: `${handle}/${layer}`, sticks: !mayBeReadTwice(source, info) };
  }

  /** Draws from the walks serve every layer, and take longest; a layer that sticks decides all the same. */
  function drawsOf(handle: RecordingHandle, layer: number): Subject {
    const of = layerOf(handle, layer);
    return of.sticks ? of : { subject: `${handle}/draws`, sticks: true };
  }

  async function analyse(handle: RecordingHandle, settings: AnalysisSettings, options: AnalyseOptions): Promise<LayerAnalysis> {
    const about = layerOf(handle, settings.layer);
    if (options.aside) return askAside(handle, { ...about, rank: 'layer' }, options, (api, job, at, onProgress) => api.analyse(job, at, settings, onProgress, 'layer'));
    if (about.subject !== null && about.sticks) pool.mainServes(about.subject);
    return askMain(handle, options, (api, job, at, onProgress) => api.analyse(job, at, settings, onProgress));
  }

  if (atOnce) pool.startMain();

  return {
    aside: Math.max(1, workers - 1),
    open: (source, options = {}) => pool.main((to) => recordings.open(to, source, options)),
    analyse: (handle, settings, options = {}) => analyse(handle, settings, options),
    controls: async (handle, settings, control, options = {}) =>
      askAside(handle, { ...layerOf(handle, settings.layer), rank: 'null' }, options, (api, job, at, onProgress) =>
        api.controls(job, at, settings, control, onProgress),
      ),
    mixingNull: (handle, settings, seed, options = {}) =>
      askAside(handle, { ...NO_SUBJECT, rank: 'null' }, options, (api, job, at, onProgress) =>
        api.mixingNull(job, at, settings, seed, onProgress),
      ),
    mixingBand: async (handle, settings, band, options = {}) =>
      askAside(handle, { ...drawsOf(handle, settings.layer), rank: 'null' }, options, (api, job, at, onProgress) =>
        api.mixingBand(job, at, settings, band, onProgress),
      ),
    baselines: (handle, options = {}) => askMain(handle, options, (api, job, at, onProgress) => api.baselines(job, at, onProgress)),
    loadings: (handle, settings, options = {}) =>
      askMain(handle, options, (api, job, at, onProgress) => api.loadings(job, at, settings, onProgress)),
    setGraphs: (handle, graphs, options = {}) => pool.main((to) => recordings.setGraphs(to, handle, graphs, options)),
    hash: (handle, options = {}) => askMain(handle, options, (api, job, at, onProgress) => api.hash(job, at, onProgress)),
    fitScaling: (input, options = {}) =>
      pool.aside({
        ...NO_SUBJECT,
        rank: 'null',
        signal: options.signal,
        call: (to) => run(to, { call: (api, job, onProgress) => api.fitScaling(job, input, onProgress) }, options),
      }),
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
