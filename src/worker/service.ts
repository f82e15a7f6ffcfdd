/**
 * The class behind a worker: keeps the opened recordings, reads their layers and runs the jobs of jobs.ts, one of a rank at a time.
 * It knows nothing of workers, so that it is tested without one.
 */
import * as Comlink from 'comlink';
import type { AnalysisProgress, LayerInput } from '../core/analysis/analyseLayer.ts';
import type { RememberedMapping } from '../core/import/mappingMemory.ts';
import { kernelName } from '../core/kernel/kernelInstance.ts';
import type { ByteSource } from '../core/recording/byteSource.ts';
import type { EncodedLayer } from '../core/recording/encodedLayer.ts';
import { type OpenRecording, withGraphs } from '../core/recording/readRecording.ts';
import type { RecordingGraph } from '../core/recording/types.ts';
import { recordedFrames } from '../core/recording/windowMeans.ts';
import { recordingPieces } from '../core/recording/writeRecording.ts';
import { failureOf, throwIfCancelled, unknownHandle } from './failure.ts';
import { blobByteSource } from './io/blobs.ts';
import { type CopyShelf, openHttpSource } from './io/http.ts';
import { openAny } from './io/openAny.ts';
import { JOBS, refuseFixedWindows, type JobInput, type JobKind, type JobResult, type JobTools, type LayerJob, type LayerQuestion, type LayerResult, type OtherJob } from './jobs.ts';
import type { WalkInput } from './kept/digests.ts';
import { NewsStatesCache } from './kept/newsStates.ts';
import { LayerReader, type LayerReaderOptions } from './kept/layerReader.ts';
import { settingsFingerprint, type KeptQuestion, type KeptResults } from './kept/results.ts';
import type { AnalysisWorkerApi, OpenedHere, Outcome, Progress, RecordingHandle, RecordingSource } from './protocol.ts';
import { arrayBuffersOf } from './transfer.ts';
import { progressGate, releaseCallback } from './turns/progress.ts';
import { WorkRanks, type Rank } from './turns/ranks.ts';

type AnyJob<Input, Result> = LayerJob<Input & LayerQuestion, Result> | OtherJob<Input, Result>;

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
  readonly #newsStates = new NewsStatesCache();
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
        const { bytes, version } = await this.#byteSource(source, signal, report, { shelf: this.#layers.shelf(handle) });
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
        const { bytes } = await this.#byteSource(source, signal, report, { shelf: this.#layers.shelf(handle) });
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

  run<K extends JobKind>(job: number, kind: K, input: JobInput<K>, rank: Rank, onProgress: OnProgress): Promise<Outcome<JobResult<K>>> {
    const { handle = null } = input as { readonly handle?: RecordingHandle };
    const name = handle === null ? null : (this.#recordings.get(handle)?.name ?? null);
    let kept = {};
    const running = this.#run(job, name, onProgress, (signal, report) => {
      const entry = JOBS[kind] as unknown as AnyJob<JobInput<K>, JobResult<K>>;
      const tools = this.#tools(rank, signal, report);
      return entry.of === 'layer' ? this.#ofLayer(kind, entry, input as JobInput<K> & LayerQuestion, tools, () => (kept = { kept: true })) : entry.compute(input, tools);
    });
    return running.then((outcome) => (outcome.ok ? Comlink.transfer({ ...outcome, ...kept }, arrayBuffersOf(outcome.value)) : outcome));
  }

  setGraphs(job: number, handle: RecordingHandle, graphs: readonly RecordingGraph[]): Promise<Outcome<readonly RecordingGraph[]>> {
    return this.#run(job, this.#recordings.get(handle)?.name ?? null, () => undefined, () => {
      const held = this.#held(handle);
      held.recording = withGraphs(held.name, held.recording, [...held.graphs, ...graphs]);
      this.#layers.add(handle, held.recording);
      return Promise.resolve(held.recording.info.metadata.graphs);
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

  #tools(rank: Rank, signal: AbortSignal, report: OnProgress): JobTools {
    return {
      rank,
      signal,
      report,
      ranked: (start) => this.#ranked(rank, start, signal, report),
      quiet: () => this.#ranks.quiet('layer'),
      turn: () => this.#ranks.turn('layer'),
      info: (handle) => this.#held(handle).recording.info,
      bytes: (handle) => this.#held(handle),
      bySequence: (handle, layer) => {
        const { readBySequence } = this.#held(handle).recording;
        if (readBySequence === undefined) throw new RangeError('it keeps no sequences apart: record it again with --by-sequence');
        return readBySequence(layer, signal, (done, total) => report({ what: 'reading', done, total }));
      },
      bytesOf: async (source, most) => (await this.#byteSource(source, signal, report, { most })).bytes,
      newsStates: this.#newsStates,
    };
  }

  /** `onKept` is called when the answer was kept from earlier. What a panel waits for is made at once, and read ahead of. */
  async #ofLayer<Input extends LayerQuestion, Result>(kind: JobKind, entry: LayerJob<Input, Result>, input: Input, tools: JobTools, onKept: () => void): Promise<Result> {
    const { handle, settings } = input;
    const { rank, signal, report } = tools;
    const layer = await this.#layerInput(handle, settings.layer, signal, report);
    const { tokens, metadata } = this.#held(handle).recording.info;
    if (entry.walks) refuseFixedWindows(metadata);
    const walk = entry.walks ? { tokens, length: metadata.task.length, embedding: await this.#embedding(handle, settings.layer, signal, report) } : null;
    const make = (until: AbortSignal) => this.#ranked(rank, () => entry.compute(layer, input, { ...tools, walk }), until, report);
    const panel = rank === 'panel';
    const result = await this.#keptOr(kind, entry, input, { layer, walk }, panel, signal, make, onKept);
    if (panel) this.#layers.readAhead(handle, settings.layer);
    return result;
  }

  #keptOr<Input extends LayerQuestion, Result>(
    kind: JobKind,
    { kept }: LayerJob<Input, Result>,
    input: Input,
    { layer, walk }: { readonly layer: LayerInput; readonly walk: WalkInput | null },
    soon: boolean,
    signal: AbortSignal,
    make: (until: AbortSignal) => Promise<Result>,
    onKept: () => void,
  ): Promise<Result> {
    if (kept === null || this.#results === undefined || !kept.worth(input, layer)) return make(signal);
    const { settings } = input;
    const frames = recordedFrames(layer.segments, settings.window, layer.windows);
    const sizes = { F: frames.length, G: layer.graphs.length, n: layer.nodes, most: settings.components };
    const question: KeptQuestion<Result & LayerResult> = {
      input: layer,
      walk: walk ?? undefined,
      settings,
      fingerprint: settingsFingerprint({ engine: kernelName(), job: kind, settings, ofAxes: kept.ofAxes(settings), options: kept.options(input) }),
      read(value) {
        const { data } = kept.shape(sizes, value).safeParse(value);
        return data !== undefined && JSON.stringify(data.frames) === JSON.stringify(frames) ? data : undefined;
      },
    };
    const made = make as (until: AbortSignal) => Promise<Result & LayerResult>;
    return soon ? this.#results.soonest(question, (given) => made(AbortSignal.any([signal, given])), onKept) : this.#results.of(question, () => made(signal), onKept);
  }

  #ranked<T>(rank: Rank, start: () => Generator<AnalysisProgress, T>, signal: AbortSignal, report: OnProgress): Promise<T> {
    return this.#ranks.run(rank, { start, signal, onStep: stepReport(report) });
  }

  async #layerInput(handle: RecordingHandle, layer: number, signal: AbortSignal, report: OnProgress): Promise<LayerInput> {
    const { recording } = this.#held(handle);
    const residual = await this.#layers.read(handle, recording, layer, signal, report);
    const { counts, metadata } = recording.info;
    const { segments, windows, nodes, graphs, model } = metadata;
    return { residual, counts, segments, windows, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  }

  /** The embedding layer of a recording that has one; null where it has none or where it is the layer asked about. */
  #embedding(handle: RecordingHandle, layer: number, signal: AbortSignal, report: OnProgress): Promise<EncodedLayer | null> {
    const { recording } = this.#held(handle);
    const { layers, model } = recording.info.metadata;
    if (layer === 0 || model.layers === 0 || !layers.includes(0)) return Promise.resolve(null);
    return this.#layers.read(handle, recording, 0, signal, report);
  }

  async #byteSource(
    source: RecordingSource,
    signal: AbortSignal,
    report: OnProgress,
    { shelf, most }: { readonly shelf?: CopyShelf | undefined; readonly most?: number | undefined },
  ): Promise<{ readonly bytes: ByteSource; readonly version: string | null }> {
    if (source.kind === 'file') return { bytes: blobByteSource(source.file, source.name), version: String(source.file.size) };
    const { url, name, expectedBytes, allowWhole } = source;
    const onProgress = (done: number, total: number | null) => report({ what: 'reading', done, total });
    const bytes = await openHttpSource({ url, name, expectedBytes, allowWhole, signal, onProgress, shelf, ...(most !== undefined && { wholeFileLimit: most }), fetch: this.#fetch });
    return { bytes, version: bytes.version };
  }

  #held(handle: RecordingHandle): HeldRecording {
    const held = this.#recordings.get(handle);
    if (held !== undefined) return held;
    throw unknownHandle(handle);
  }
}

function readReport(report: OnProgress): (done: number, total: number) => void {
  return (done, total) => report({ what: 'reading', done, total });
}

function stepReport(report: OnProgress): (step: AnalysisProgress) => void {
  return ({ done, total }) => report({ what: 'analysing', done, total });
}
