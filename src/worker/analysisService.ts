/**
 * The class behind the worker: keeps the opened recordings, reads their layers and analyses them, one job at a time.
 * It knows nothing of workers, so that it is tested without one.
 */
import * as Comlink from 'comlink';
import { analyseLayer, type AnalysisProgress, type LayerInput } from '../core/analysis/analyseLayer.ts';
import type { ControlOptions, LayerControls } from '../core/analysis/controlsTypes.ts';
import { layerControls } from '../core/analysis/layerControls.ts';
import type { AnalysisSettings, LayerAnalysis } from '../core/analysis/types.ts';
import { memoryBaselines } from '../core/baselines/memoryBaselines.ts';
import type { MemoryBaselines } from '../core/baselines/types.ts';
import { neighbourMixing } from '../core/nulls/neighbourMixing.ts';
import type { ByteSource } from '../core/recording/byteSource.ts';
import { openRecording, type OpenRecording } from '../core/recording/readRecording.ts';
import type { RecordingGraph } from '../core/recording/types.ts';
import { withGraphs } from '../core/recording/withGraphs.ts';
import { fitScaling } from '../core/scaling/fitScaling.ts';
import type { ScalingInput, ScalingResult } from '../core/scaling/types.ts';
import { blobByteSource } from './blobByteSource.ts';
import { failureOf, FailureError, throwIfCancelled } from './failure.ts';
import { hashBytes } from './hashBytes.ts';
import { openHttpSource } from './httpByteSource.ts';
import { LayerCache } from './layerCache.ts';
import { progressGate, releaseCallback } from './progressGate.ts';
import type { AnalysisWorkerApi, OpenedRecording, Outcome, Progress, RecordingHandle, RecordingSource } from './protocol.ts';
import { nextTurn, pump } from './pump.ts';
import { SharedTasks } from './sharedTasks.ts';
import { arrayBuffersOf } from './transfer.ts';
import { Turnstile } from './turnstile.ts';

/** Decoded layers kept in memory, in bytes. */
export const LAYER_CACHE_BYTES = 256 * 2 ** 20;

interface HeldRecording {
  readonly name: string;
  /** As it was opened, with the graphs of the reader's after those of the file. */
  recording: OpenRecording;
  /** Of the file. */
  readonly graphs: readonly RecordingGraph[];
  readonly bytes: ByteSource;
  /** Of the bytes, once it has been asked for. */
  sha256: string | null;
}

export interface AnalysisServiceOptions {
  readonly layerCacheBytes?: number;
  readonly fetch?: typeof fetch;
}

type OnProgress = (progress: Progress) => void;

export class AnalysisService implements AnalysisWorkerApi {
  readonly #fetch: typeof fetch | undefined;
  readonly #layers: LayerCache;
  readonly #reads = new SharedTasks<Float32Array, Progress>();
  /** What a panel waits for. */
  readonly #compute = new Turnstile();
  /** Evidence beside the panels: stands back while any panel waits. */
  readonly #evidence = new Turnstile();
  readonly #recordings = new Map<RecordingHandle, HeldRecording>();
  readonly #jobs = new Map<number, AbortController>();
  #opened = 0;

  constructor({ layerCacheBytes = LAYER_CACHE_BYTES, fetch }: AnalysisServiceOptions = {}) {
    this.#layers = new LayerCache(layerCacheBytes);
    this.#fetch = fetch;
  }

  open(job: number, source: RecordingSource, onProgress: OnProgress): Promise<Outcome<OpenedRecording>> {
    return this.#run(job, source.name, onProgress, async (signal, report) => {
      const bytes = await this.#byteSource(source, signal, report);
      const recording = await openRecording(bytes, signal);
      throwIfCancelled(signal, source.name);
      const handle = `recording-${++this.#opened}`;
      this.#recordings.set(handle, { name: source.name, recording, graphs: recording.info.metadata.graphs, bytes, sha256: null });
      return { handle, info: recording.info };
    });
  }

  analyse(
    job: number,
    handle: RecordingHandle,
    settings: AnalysisSettings,
    onProgress: OnProgress,
  ): Promise<Outcome<LayerAnalysis>> {
    return this.#answer(job, handle, onProgress, async (signal, report) => {
      const input = await this.#layerInput(handle, settings.layer, signal, report);
      return this.#compute.pass(() => pump(analyseLayer(input, settings), { signal, onStep: stepReport(report) }), signal);
    });
  }

  controls(
    job: number,
    handle: RecordingHandle,
    settings: AnalysisSettings,
    options: ControlOptions,
    onProgress: OnProgress,
  ): Promise<Outcome<LayerControls>> {
    return this.#answer(job, handle, onProgress, async (signal, report) => {
      const input = await this.#layerInput(handle, settings.layer, signal, report);
      return this.#behind(() => layerControls(input, settings, options), signal, report);
    });
  }

  mixingNull(
    job: number,
    handle: RecordingHandle,
    settings: AnalysisSettings,
    seed: number,
    onProgress: OnProgress,
  ): Promise<Outcome<LayerAnalysis>> {
    return this.#answer(job, handle, onProgress, async (signal, report) => {
      const { tokens, metadata } = this.#held(handle).recording.info;
      const { segments, graphs, model, task } = metadata;
      const sizes = { length: task.length, nodes: metadata.nodes.length, hiddenSize: model.hiddenSize };
      const mixed = () => analyseLayer({ ...neighbourMixing({ tokens, segments, seed, ...sizes }), segments, graphs }, settings);
      return this.#behind(mixed, signal, report);
    });
  }

  baselines(job: number, handle: RecordingHandle, onProgress: OnProgress): Promise<Outcome<MemoryBaselines>> {
    return this.#answer(job, handle, onProgress, async (signal) => {
      const { tokens, accuracy, metadata } = this.#held(handle).recording.info;
      const graph = metadata.graphs.find(({ role }) => role === 'context');
      if (graph === undefined) throw new RangeError('it has no context graph that its words walk on');
      const { length, sampler } = metadata.task;
      // One pass over the tokens: too short to be queued behind other evidence.
      await this.#compute.idle();
      throwIfCancelled(signal);
      return memoryBaselines({ tokens, accuracy, length, nodes: metadata.nodes.length, graph, sampler });
    });
  }

  fitScaling(job: number, input: ScalingInput, onProgress: OnProgress): Promise<Outcome<ScalingResult>> {
    return this.#run(job, null, onProgress, (signal, report) => this.#behind(() => fitScaling(input), signal, report));
  }

  setGraphs(job: number, handle: RecordingHandle, graphs: readonly RecordingGraph[]): Promise<Outcome<readonly RecordingGraph[]>> {
    return this.#run(job, this.#recordings.get(handle)?.name ?? null, () => undefined, () => {
      const held = this.#held(handle);
      held.recording = withGraphs(held.name, held.recording, [...held.graphs, ...graphs]);
      return Promise.resolve(held.recording.info.metadata.graphs);
    });
  }

  hash(job: number, handle: RecordingHandle, onProgress: OnProgress): Promise<Outcome<string>> {
    const name = this.#recordings.get(handle)?.name ?? null;
    return this.#run(job, name, onProgress, async (signal, report) => {
      const held = this.#held(handle);
      const onBytes = (done: number, total: number) => report({ stage: 'reading', done, total });
      held.sha256 ??= await hashBytes(held.bytes, { signal, turn: () => this.#panelsFirst(), onProgress: onBytes });
      return held.sha256;
    });
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  cancel(job: number): Promise<void> {
    this.#jobs.get(job)?.abort();
    return Promise.resolve();
  }

  close(handle: RecordingHandle): Promise<void> {
    this.#recordings.delete(handle);
    this.#layers.drop(handle);
    return Promise.resolve();
  }

  /** Runs a job under its number; whatever it throws becomes a failed outcome, so the promise never rejects. */
  async #run<T>(
    job: number,
    name: string | null,
    onProgress: OnProgress,
    work: (signal: AbortSignal, report: OnProgress) => Promise<T>,
  ): Promise<Outcome<T>> {
    const controller = new AbortController();
    this.#jobs.set(job, controller);
    try {
      return { ok: true, value: await work(controller.signal, progressGate(onProgress)) };
    } catch (error) {
      return { ok: false, failure: failureOf(error, name) };
    } finally {
      this.#jobs.delete(job);
      releaseCallback(onProgress);
    }
  }

  /** Runs a job on an opened recording and hands its arrays over. */
  async #answer<T>(
    job: number,
    handle: RecordingHandle,
    onProgress: OnProgress,
    work: (signal: AbortSignal, report: OnProgress) => Promise<T>,
  ): Promise<Outcome<T>> {
    const name = this.#recordings.get(handle)?.name ?? null;
    const outcome = await this.#run(job, name, onProgress, work);
    return outcome.ok ? Comlink.transfer(outcome, arrayBuffersOf(outcome.value)) : outcome;
  }

  /** One piece of evidence at a time; between two of its steps every waiting panel goes first. */
  #behind<T>(start: () => Generator<AnalysisProgress, T>, signal: AbortSignal, report: OnProgress): Promise<T> {
    const turn = () => this.#panelsFirst();
    return this.#evidence.pass(async () => {
      await this.#compute.idle();
      throwIfCancelled(signal);
      return pump(start(), { signal, turn, onStep: stepReport(report) });
    }, signal);
  }

  /** Lets messages in, and then every panel that waits. */
  async #panelsFirst(): Promise<void> {
    await nextTurn();
    await this.#compute.idle();
  }

  async #layerInput(handle: RecordingHandle, layer: number, signal: AbortSignal, report: OnProgress): Promise<LayerInput> {
    const { recording } = this.#held(handle);
    const residual = await this.#layer(handle, recording, layer, signal, report);
    const { counts, metadata } = recording.info;
    const { segments, nodes, graphs, model } = metadata;
    return { residual, counts, segments, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  }

  #byteSource(source: RecordingSource, signal: AbortSignal, report: OnProgress): Promise<ByteSource> {
    if (source.kind === 'file') return Promise.resolve(blobByteSource(source.file, source.name));
    const { url, name, expectedBytes } = source;
    const onProgress = (done: number, total: number | null) => report({ stage: 'reading', done, total });
    const transport = this.#fetch === undefined ? {} : { fetch: this.#fetch };
    return openHttpSource({ url, name, expectedBytes, signal, onProgress, ...transport });
  }

  #held(handle: RecordingHandle): HeldRecording {
    const held = this.#recordings.get(handle);
    if (held !== undefined) return held;
    throw new FailureError({
      code: 'internal',
      file: null,
      field: 'handle',
      message: `No recording is open under "${handle}".`,
      remedy: 'Choose the recording again.',
    });
  }

  async #layer(
    handle: RecordingHandle,
    recording: OpenRecording,
    layer: number,
    signal: AbortSignal,
    report: OnProgress,
  ): Promise<Float32Array> {
    const cached = this.#layers.get(handle, layer);
    if (cached !== undefined) return cached;
    const read = async (shared: AbortSignal, tell: OnProgress) => {
      const values = await recording.readLayer(layer, shared, (done, total) => tell({ stage: 'reading', done, total }));
      if (this.#recordings.get(handle)?.recording.readLayer === recording.readLayer) this.#layers.set(handle, layer, values);
      return values;
    };
    return this.#reads.run(`${handle}/${layer}`, read, signal, report);
  }
}

function stepReport(report: OnProgress): (step: AnalysisProgress) => void {
  return ({ done, total }) => report({ stage: 'analysing', done, total });
}
