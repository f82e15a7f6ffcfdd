/**
 * The class behind a worker: keeps the opened recordings, reads their layers and analyses them, one job of a rank at a time.
 * It knows nothing of workers, so that it is tested without one.
 */
import * as Comlink from 'comlink';
import { analyseLayer, type AnalysisProgress, type LayerInput } from '../core/analysis/analyseLayer.ts';
import type { BandOptions, ControlOptions, LayerControls, MixingBand } from '../core/nulls/types.ts';
import { layerControls } from '../core/nulls/layerNulls.ts';
import { layerLoadings, type LayerLoadings } from '../core/analysis/layerLoadings.ts';
import { mixingBand } from '../core/nulls/averagingBand.ts';
import type { AnalysisSettings, LayerAnalysis } from '../core/analysis/settings.ts';
import { memoryBaselines, type MemoryBaselines } from '../core/baselines/memoryBaselines.ts';
import type { RememberedMapping } from '../core/import/mappingMemory.ts';
import { kernelFrames } from '../core/kernel/kernelFrames.ts';
import { kernelName } from '../core/kernel/kernelInstance.ts';
import { neighbourMixing } from '../core/nulls/averagingNull.ts';
import type { ByteSource } from '../core/recording/byteSource.ts';
import type { RecordingGraph, RecordingMetadata } from '../core/recording/types.ts';
import { type OpenRecording, withGraphs } from '../core/recording/readRecording.ts';
import { recordingPieces } from '../core/recording/writeRecording.ts';
import { fitScaling } from '../core/scaling/fitScaling.ts';
import type { ScalingInput, ScalingResult } from '../core/scaling/types.ts';
import { blobByteSource } from './io/blobs.ts';
import { failureOf, throwIfCancelled, unknownHandle } from './failure.ts';
import { hashBytes, type WalkInput } from './kept/digests.ts';
import { openHttpSource } from './io/http.ts';
import { DrawsCache } from './kept/drawsCache.ts';
import type { KeptResults } from './kept/results.ts';
import { openAny } from './io/openAny.ts';
import { LayerReader, type LayerReaderOptions } from './kept/layerReader.ts';
import { progressGate, releaseCallback } from './turns/progress.ts';
import type { AnalysisWorkerApi, OpenedHere, Outcome, Progress, RecordingHandle, RecordingSource } from './protocol.ts';
import type { ResultRequest } from './settingsFingerprint.ts';
import { arrayBuffersOf } from './transfer.ts';
import { WorkRanks, type Rank } from './turns/ranks.ts';
import { worthKeeping } from './worthKeeping.ts';

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

export interface AnalysisServiceOptions extends LayerReaderOptions {
  readonly fetch?: typeof fetch;
  /** Where results are kept; absent: nowhere. */
  readonly results?: KeptResults;
}

type OnProgress = (progress: Progress) => void;

export class AnalysisService implements AnalysisWorkerApi {
  readonly #fetch: typeof fetch | undefined;
  readonly #layers: LayerReader;
  readonly #draws = new DrawsCache();
  readonly #results: KeptResults | undefined;
  readonly #ranks = new WorkRanks();
  readonly #recordings = new Map<RecordingHandle, HeldRecording>();
  readonly #jobs = new Map<number, AbortController>();
  #opened = 0;

  constructor(options: AnalysisServiceOptions = {}) {
    this.#layers = new LayerReader(options);
    this.#fetch = options.fetch;
    this.#results = options.results;
  }

  open(job: number, source: RecordingSource, onProgress: OnProgress, remembered: readonly RememberedMapping[] = []): Promise<Outcome<OpenedHere>> {
    return this.#run(job, source.name, onProgress, async (signal, report) => {
      const handle = `recording-${++this.#opened}`;
      try {
        const { bytes, version } = await this.#byteSource(handle, source, signal, report);
        const { recording, ...imported } = await openAny(bytes, { mapping: source.mapping, remembered, signal, onProgress: readReport(report) });
        throwIfCancelled(signal, source.name);
        this.#recordings.set(handle, { name: source.name, recording, graphs: recording.info.metadata.graphs, bytes, sha256: null });
        this.#layers.add(handle, recording);
        return { handle, info: recording.info, version, ...imported };
      } catch (error) {
        this.#layers.drop(handle);
        throw error;
      }
    });
  }

  save(job: number, source: RecordingSource, onProgress: OnProgress): Promise<Outcome<Blob>> {
    return this.#run(job, source.name, onProgress, async (signal, report) => {
      const handle = `saving-${++this.#opened}`;
      try {
        const { bytes } = await this.#byteSource(handle, source, signal, report);
        const { recording } = await openAny(bytes, { mapping: source.mapping, remembered: [], signal, onProgress: readReport(report) });
        const pieces: Blob[] = [];
        // Each piece becomes a Blob at once, which a browser may keep on disk.
        for await (const piece of recordingPieces(recording, signal)) pieces.push(new Blob([piece]));
        throwIfCancelled(signal, source.name);
        return new Blob(pieces, { type: 'application/octet-stream' });
      } finally {
        this.#layers.drop(handle);
      }
    });
  }

  analyse(
    job: number,
    handle: RecordingHandle,
    settings: AnalysisSettings,
    onProgress: OnProgress,
    rank: Rank = 'panel',
  ): Promise<Outcome<LayerAnalysis>> {
    return this.#answer(job, handle, onProgress, async (signal, report, onKept) => {
      const input = await this.#layerInput(handle, settings.layer, signal, report);
      const make = (until: AbortSignal) => this.#ranked(rank, () => analyseLayer(input, settings, kernelFrames), until, report);
      const request = { kind: 'analysis', settings } as const;
      if (rank !== 'panel') return this.#keptOr(request, input, () => make(signal), onKept);
      const analysis = await this.#soonest(request, input, (given) => make(AbortSignal.any([signal, given])), onKept);
      this.#layers.readAhead(handle, settings.layer);
      return analysis;
    });
  }

  controls(
    job: number,
    handle: RecordingHandle,
    settings: AnalysisSettings,
    options: ControlOptions,
    onProgress: OnProgress,
  ): Promise<Outcome<LayerControls>> {
    return this.#answer(job, handle, onProgress, async (signal, report, onKept) => {
      const input = await this.#layerInput(handle, settings.layer, signal, report);
      const make = () => this.#ranked('null', () => layerControls(input, settings, options, kernelFrames), signal, report);
      return this.#keptOr({ kind: 'controls', settings, options }, input, make, onKept);
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
      refuseFixedWindows(metadata);
      const { segments, graphs, model, task } = metadata;
      const sizes = { length: task.length, nodes: metadata.nodes.length, hiddenSize: model.hiddenSize };
      const mixed = () => analyseLayer({ ...neighbourMixing({ tokens, segments, seed, ...sizes }), segments, graphs }, settings, kernelFrames);
      return this.#ranked('null', mixed, signal, report);
    });
  }

  mixingBand(
    job: number,
    handle: RecordingHandle,
    settings: AnalysisSettings,
    options: BandOptions,
    onProgress: OnProgress,
  ): Promise<Outcome<MixingBand>> {
    return this.#answer(job, handle, onProgress, async (signal, report, onKept) => {
      const input = await this.#layerInput(handle, settings.layer, signal, report);
      const { tokens, metadata } = this.#held(handle).recording.info;
      refuseFixedWindows(metadata);
      const walks = { ...input, tokens, length: metadata.task.length };
      const draws = this.#draws;
      const both = function* (): Generator<AnalysisProgress, MixingBand> {
        const drawn = yield* draws.of(handle, walks, settings, options);
        return mixingBand(yield* analyseLayer(input, settings, kernelFrames), drawn);
      };
      const make = () => this.#ranked('null', both, signal, report);
      return this.#keptOr({ kind: 'band', settings, options }, input, make, onKept, walks);
    });
  }

  baselines(job: number, handle: RecordingHandle, onProgress: OnProgress): Promise<Outcome<MemoryBaselines>> {
    return this.#answer(job, handle, onProgress, async (signal) => {
      const { tokens, accuracy, metadata } = this.#held(handle).recording.info;
      if (tokens.length === 0) throw new RangeError('it holds no sequences of words');
      const graph = metadata.graphs.find(({ role }) => role === 'context');
      if (graph === undefined) throw new RangeError('it has no context graph that its words walk on');
      const { length, sampler } = metadata.task;
      // One pass over the tokens: too short to be queued behind other evidence.
      await this.#ranks.quiet('layer');
      throwIfCancelled(signal);
      return memoryBaselines({ tokens, accuracy, length, nodes: metadata.nodes.length, graph, sampler });
    });
  }

  fitScaling(job: number, input: ScalingInput, onProgress: OnProgress): Promise<Outcome<ScalingResult>> {
    return this.#run(job, null, onProgress, (signal, report) => this.#ranked('null', () => fitScaling(input), signal, report));
  }

  loadings(job: number, handle: RecordingHandle, settings: AnalysisSettings, onProgress: OnProgress): Promise<Outcome<LayerLoadings>> {
    return this.#answer(job, handle, onProgress, async (signal, report) => {
      const input = await this.#layerInput(handle, settings.layer, signal, report);
      return this.#ranked('null', () => layerLoadings(input, settings, kernelFrames), signal, report);
    });
  }

  setGraphs(job: number, handle: RecordingHandle, graphs: readonly RecordingGraph[]): Promise<Outcome<readonly RecordingGraph[]>> {
    return this.#run(job, this.#recordings.get(handle)?.name ?? null, () => undefined, () => {
      const held = this.#held(handle);
      held.recording = withGraphs(held.name, held.recording, [...held.graphs, ...graphs]);
      this.#layers.add(handle, held.recording);
      return Promise.resolve(held.recording.info.metadata.graphs);
    });
  }

  hash(job: number, handle: RecordingHandle, onProgress: OnProgress): Promise<Outcome<string>> {
    const name = this.#recordings.get(handle)?.name ?? null;
    return this.#run(job, name, onProgress, async (signal, report) => {
      const held = this.#held(handle);
      const onBytes = (done: number, total: number) => report({ stage: 'reading', done, total });
      held.sha256 ??= await hashBytes(held.bytes, { signal, turn: () => this.#ranks.turn('layer'), onProgress: onBytes });
      return held.sha256;
    });
  }

  limitMemory(bytes: number): Promise<void> {
    this.#layers.limit(bytes);
    return Promise.resolve();
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
    this.#draws.drop(handle);
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
      return { ok: true, value: await this.#layers.during(() => work(controller.signal, progressGate(onProgress))) };
    } catch (error) {
      return { ok: false, failure: failureOf(error, name) };
    } finally {
      this.#jobs.delete(job);
      releaseCallback(onProgress);
    }
  }

  /** Runs a job on an opened recording and hands its arrays over. `work` calls `onKept` when its answer was kept from earlier. */
  async #answer<T>(
    job: number,
    handle: RecordingHandle,
    onProgress: OnProgress,
    work: (signal: AbortSignal, report: OnProgress, onKept: () => void) => Promise<T>,
  ): Promise<Outcome<T>> {
    const name = this.#recordings.get(handle)?.name ?? null;
    let kept = {};
    const outcome = await this.#run(job, name, onProgress, (signal, report) => work(signal, report, () => (kept = { kept: true })));
    return outcome.ok ? Comlink.transfer({ ...outcome, ...kept }, arrayBuffersOf(outcome.value)) : outcome;
  }

  #ranked<T>(rank: Rank, start: () => Generator<AnalysisProgress, T>, signal: AbortSignal, report: OnProgress): Promise<T> {
    return this.#ranks.run(rank, { start, signal, onStep: stepReport(report) });
  }

  #keptOr<T extends LayerAnalysis | LayerControls | MixingBand>(
    request: ResultRequest,
    input: LayerInput,
    make: () => Promise<T>,
    onKept: () => void,
    walk?: WalkInput,
  ): Promise<T> {
    return this.#keeping(request, input)?.of(request, { input, engine: kernelName(), ...(walk === undefined ? {} : { walk }) }, make, onKept) ?? make();
  }

  /** Absent where results are not kept, or this one is not worth it. */
  #keeping(request: ResultRequest, input: LayerInput): KeptResults | undefined {
    return worthKeeping(request, input) ? this.#results : undefined;
  }

  #soonest(
    request: ResultRequest,
    input: LayerInput,
    make: (given: AbortSignal) => Promise<LayerAnalysis>,
    onKept: () => void,
  ): Promise<LayerAnalysis> {
    return this.#keeping(request, input)?.soonest(request, { input, engine: kernelName() }, make, onKept) ?? make(new AbortController().signal);
  }

  async #layerInput(handle: RecordingHandle, layer: number, signal: AbortSignal, report: OnProgress): Promise<LayerInput> {
    const { recording } = this.#held(handle);
    const residual = await this.#layers.read(handle, recording, layer, signal, report);
    const { counts, metadata } = recording.info;
    const { segments, windows, nodes, graphs, model } = metadata;
    return { residual, counts, segments, windows, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  }

  async #byteSource(
    handle: RecordingHandle,
    source: RecordingSource,
    signal: AbortSignal,
    report: OnProgress,
  ): Promise<{ readonly bytes: ByteSource; readonly version: string | null }> {
    if (source.kind === 'file') return { bytes: blobByteSource(source.file, source.name), version: String(source.file.size) };
    const { url, name, expectedBytes, allowWhole } = source;
    const onProgress = (done: number, total: number | null) => report({ stage: 'reading', done, total });
    const bytes = await openHttpSource({ url, name, expectedBytes, allowWhole, signal, onProgress, shelf: this.#layers.shelf(handle), fetch: this.#fetch });
    return { bytes, version: bytes.version };
  }

  #held(handle: RecordingHandle): HeldRecording {
    const held = this.#recordings.get(handle);
    if (held !== undefined) return held;
    throw unknownHandle(handle);
  }
}

function readReport(report: OnProgress): (done: number, total: number) => void {
  return (done, total) => report({ stage: 'reading', done, total });
}

function stepReport(report: OnProgress): (step: AnalysisProgress) => void {
  return ({ done, total }) => report({ stage: 'analysing', done, total });
}

/** What needs to know which tokens a window holds. */
function refuseFixedWindows({ windows }: Pick<RecordingMetadata, 'windows'>): void {
  if (windows === 'fixed') throw new RangeError('the file has fixed its windows and does not say which tokens they hold');
}
