/**
 * The registry of jobs: everything a worker computes of an opened recording, one entry a job. An entry says what goes in,
 * what is computed of it, and, of results that are kept, what tells one from another, whether keeping pays and what a kept
 * one must look like. All arrays of a result are handed over. The page asks by name: `client.run(kind, input, options)`.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type * as z from 'zod/mini';
import { analyseLayer, type AnalysisProgress, type LayerInput } from '../core/analysis/analyseLayer.ts';
import { layerLoadings, type LayerLoadings } from '../core/analysis/layerLoadings.ts';
import type { AnalysisSettings, LayerAnalysis } from '../core/analysis/settings.ts';
import { memoryBaselines, type MemoryBaselines } from '../core/baselines/memoryBaselines.ts';
import { kernelFrames } from '../core/kernel/kernelFrames.ts';
import { mapSteps } from '../core/linalg/steps.ts';
import { protocolBridge, type ProtocolBridge, readBridgeCosines } from '../core/news/bridge.ts';
import { bridgeProjection, type BridgeProjection, type ProjectedNews, type ProjectionSettings, readProjectionStates } from '../core/news/bridgeProjection.ts';
import { type DerivedRow, derivedRows } from '../core/news/derivedTable.ts';
import { newsEfficiency, type NewsEfficiency, type NewsEfficiencyInput } from '../core/news/efficiency.ts';
import { MAX_NEWS_BYTES } from '../core/news/limits.ts';
import { newsFileKind } from '../core/news/newsFiles.ts';
import { readNewsItems, unansweredResults } from '../core/news/readNewsItems.ts';
import { newsText, newsTooLarge, readNewsResults } from '../core/news/readNewsResults.ts';
import { MAX_TEXTS_BYTES, readNewsTexts, textsTooLarge, type TextKind, type TrainingTexts } from '../core/news/readNewsTexts.ts';
import { type StatesOutline, statesOutline } from '../core/news/statesFile.ts';
import { newsStatistics, type NewsStatistics, type NewsStatisticsInput } from '../core/news/statistics.ts';
import type { NewsResults } from '../core/news/types.ts';
import type { ByteSource } from '../core/recording/byteSource.ts';
import { sequenceCells } from '../core/recording/sequenceCells.ts';
import { averagingBands } from '../core/nulls/averagingBand.ts';
import { averagingNull, embeddingVectors } from '../core/nulls/averagingNull.ts';
import { layerNulls } from '../core/nulls/layerNulls.ts';
import type { AveragingBands, BandOptions, LayerNulls, NullOptions } from '../core/nulls/types.ts';
import { type CatalogReading, readCatalog } from '../core/recording/readCatalog.ts';
import type { RecordingInfo, RecordingMetadata } from '../core/recording/types.ts';
import { layerReliability } from '../core/reliability/layerReliability.ts';
import type { LayerReliability, ReliabilitySettings, ResamplingOptions } from '../core/reliability/types.ts';
import { fitScaling } from '../core/scaling/fitScaling.ts';
import type { ScalingInput, ScalingResult } from '../core/scaling/types.ts';
import { throwIfCancelled } from './failure.ts';
import { type HashedBytes, hashBytes, type WalkInput } from './kept/digests.ts';
import type { NewsStatesCache } from './kept/newsStates.ts';
import { analysisShape, bandsShape, nullsShape, type ShapeSizes } from './kept/shapes.ts';
import type { Progress, RecordingHandle, RecordingSource } from './protocol.ts';
import type { Rank } from './turns/ranks.ts';

/** What the service lends a job while it runs. Progress that is reported reaches whoever asked. */
export interface JobTools {
  readonly signal: AbortSignal;
  readonly rank: Rank;
  readonly report: (progress: Progress) => void;
  /** Takes turns with other work of the worker, higher ranks first. */
  readonly ranked: <T>(start: () => Generator<AnalysisProgress, T>) => Promise<T>;
  /** Lets everything go first that ranks above the layers of a sweep. */
  readonly quiet: () => Promise<void>;
  readonly turn: () => Promise<void>;
  /** Throws a FailureError for a handle that nothing is open under. */
  readonly info: (handle: RecordingHandle) => RecordingInfo;
  readonly bytes: (handle: RecordingHandle) => HashedBytes;
  /** [C, d] means of a layer whose sequences are kept apart, in the order of sequenceCells. Rejects where they are not. */
  readonly bySequence: (handle: RecordingHandle, layer: number) => Promise<Float32Array>;
  /** A file that is no recording. `most`: bytes of it that a server may send whole, 1 GiB where absent. */
  readonly bytesOf: (source: RecordingSource, most?: number) => Promise<ByteSource>;
  readonly newsStates: NewsStatesCache;
}

/** Asked of one layer of a recording. */
export interface LayerQuestion {
  readonly handle: RecordingHandle;
  readonly settings: AnalysisSettings;
}

/** Asked of a layer whose sequences are kept apart. */
export interface ReliabilityQuestion {
  readonly handle: RecordingHandle;
  readonly settings: ReliabilitySettings;
  readonly options: ResamplingOptions;
}

/** Asked of the states beside results of news. `outline`: of the results (statesOutline in core/news/statesFile.ts). */
export interface NewsStatesQuestion {
  readonly source: RecordingSource;
  readonly outline: StatesOutline;
}

export interface LayerResult {
  readonly settings: AnalysisSettings;
  readonly frames: LayerAnalysis['frames'];
}

/** How results of a job are told apart and checked when they are kept for later. */
export interface ResultKeeping<Input, Result> {
  /** False where computing takes no longer than telling the data apart. */
  readonly worth: (input: Input, layer: Pick<LayerInput, 'nodes'>) => boolean;
  /** True where the result depends on the shown axes. */
  readonly ofAxes: (settings: AnalysisSettings) => boolean;
  /** What it depends on beside its data and settings. */
  readonly options: (input: Input) => readonly number[];
  /** What a result on this data must look like; `value` is what was found, whose own counts decide the lengths of its arrays. */
  readonly shape: (sizes: ShapeSizes, value: unknown) => z.ZodMiniType<Result>;
}

export interface LayerJob<Input extends LayerQuestion, Result> {
  readonly of: 'layer';
  /** True: the result depends on the recorded walks and the embedding layer as well, which are then part of its data. Refused for fixed windows. */
  readonly walks: boolean;
  readonly compute: (layer: LayerInput, input: Input, tools: JobTools & { readonly walk: WalkInput | null }) => Generator<AnalysisProgress, Result>;
  /** null: never kept. */
  readonly kept: ResultKeeping<Input, Result & LayerResult> | null;
}

export interface OtherJob<Input, Result> {
  readonly of: 'anything';
  readonly compute: (input: Input, tools: JobTools) => Promise<Result>;
}

const layerJob = <Input extends LayerQuestion, Result>(job: Omit<LayerJob<Input, Result>, 'of'>): LayerJob<Input, Result> => ({ of: 'layer', ...job });
const otherJob = <Input, Result>(compute: OtherJob<Input, Result>['compute']): OtherJob<Input, Result> => ({ of: 'anything', compute });

/** Words from which on the Gram matrices of a layer cost more than its digest. */
const MANY_NODES = 64;

export interface NewsTextsInput {
  readonly source: RecordingSource;
  /** Id. */
  readonly news: string;
  readonly kind: TextKind;
}

export const JOBS = {
  /** Every frame of a layer in the basis chosen for all. */
  analysis: layerJob<LayerQuestion, LayerAnalysis>({
    walks: false,
    compute: (layer, { settings }) => analyseLayer(layer, settings, kernelFrames),
    kept: {
      // The frames of a few words in bases of their own take no longer than their digest; a joint basis takes many times as long.
      worth: ({ settings }, { nodes }) => settings.basis.kind === 'joint' || nodes >= MANY_NODES,
      ofAxes: ({ basis }) => basis.kind === 'aligned',
      options: () => [],
      shape: analysisShape,
    },
  }),
  /** What chance and other graphs would give for every frame of a layer. */
  nulls: layerJob<LayerQuestion & { readonly options: NullOptions }, LayerNulls>({
    walks: false,
    compute: (layer, { settings, options }) => layerNulls(layer, settings, options, kernelFrames),
    kept: { worth: () => true, ofAxes: () => true, options: ({ options }) => [options.permutations, options.seed], shape: nullsShape },
  }),
  /** The layer's figures, in the own PCA of each frame, beside many draws of averaging nulls fitted to graph `own`. */
  averagingBand: layerJob<LayerQuestion & { readonly own: number; readonly options: BandOptions }, AveragingBands>({
    walks: true,
    compute(layer, { settings, own, options }, { walk }) {
      const { tokens, length, embedding } = walk!;
      const vectors = embedding === null ? null : embeddingVectors({ ...layer, residual: embedding });
      return averagingBands({ ...layer, tokens, length, embedding: vectors }, own, settings, options, kernelFrames);
    },
    kept: { worth: () => true, ofAxes: () => true, options: ({ own, options }) => [own, options.draws, options.seed], shape: bandsShape },
  }),
  /** The loadings behind the scores of `analysis` for the same settings. */
  loadings: layerJob<LayerQuestion, LayerLoadings>({
    walks: false,
    compute: (layer, { settings }) => layerLoadings(layer, settings, kernelFrames),
    kept: null,
  }),
  /** The layer's analysis with random vectors averaged along the recorded walks in place of its activations. */
  averagingNull: otherJob<LayerQuestion & { readonly seed: number }, LayerAnalysis>(async ({ handle, settings, seed }, { info, ranked }) => {
    const { tokens, metadata } = info(handle);
    refuseFixedWindows(metadata);
    const { segments, graphs, model, task, nodes } = metadata;
    const walk = { tokens, segments, seed, length: task.length, nodes: nodes.length, hiddenSize: model.hiddenSize };
    return ranked(() => analyseLayer({ ...averagingNull(walk), segments, graphs }, settings, kernelFrames));
  }),
  /** How far the sequences of a layer agree, its figures across them, and intervals over them. */
  reliability: otherJob<ReliabilityQuestion, LayerReliability>(async ({ handle, settings, options }, { info, bySequence, ranked }) => {
    const { tokens, metadata } = info(handle);
    const { segments, graphs, model, task } = metadata;
    const nodes = metadata.nodes.length;
    const values = await bySequence(handle, settings.layer);
    const input = { ...sequenceCells(tokens, task.length, segments, nodes), values, sequences: task.sequences, nodes, hiddenSize: model.hiddenSize, segments, graphs };
    return ranked(() => layerReliability(input, settings, options));
  }),
  /** What memory alone would predict along the recorded walks. */
  baselines: otherJob<{ readonly handle: RecordingHandle }, MemoryBaselines>(async ({ handle }, { info, quiet, signal }) => {
    const { tokens, accuracy, metadata } = info(handle);
    if (tokens.length === 0) throw new RangeError('it holds no sequences of words');
    const graph = metadata.graphs.find(({ role }) => role === 'context');
    if (graph === undefined) throw new RangeError('it has no context graph that its words walk on');
    const { length, sampler } = metadata.task;
    // One pass over the tokens: too short to be queued behind other evidence.
    await quiet();
    throwIfCancelled(signal);
    return memoryBaselines({ tokens, accuracy, length, nodes: metadata.nodes.length, graph, sampler });
  }),
  /** What a list of recordings says, or what is wrong with it. */
  catalog: otherJob<{ readonly value: unknown; readonly file: string }, CatalogReading>(({ value, file }) => Promise.resolve(readCatalog(value, file))),
  /** SHA-256 of the recording's bytes as 64 lowercase hexadecimal digits; reads all of them once. Progress is in bytes. */
  hash: otherJob<{ readonly handle: RecordingHandle }, string>(async ({ handle }, { bytes, signal, turn, report }) => {
    const held = bytes(handle);
    held.sha256 ??= await hashBytes(held.bytes, { signal, turn, onProgress: (done, total) => report({ what: 'reading', done, total }) });
    return held.sha256;
  }),
  /** Critical contexts and the power law through them; needs no recording to be open. */
  fitScaling: otherJob<ScalingInput, ScalingResult>((input, { ranked }) => ranked(() => fitScaling(input))),
  /** Runs on the news, from their JSON; or news alone, which no model has answered. */
  newsResults: otherJob<{ readonly source: RecordingSource }, NewsResults>(async ({ source }, { bytesOf, signal, report }) => {
    const bytes = await bytesOf(source, MAX_NEWS_BYTES);
    if (bytes.byteLength > MAX_NEWS_BYTES) throw newsTooLarge(source.name, bytes.byteLength);
    const read = await bytes.read(0, bytes.byteLength, signal, (done, total) => report({ what: 'reading', done, total }));
    const text = newsText(source.name, read);
    return newsFileKind(text) === 'news' ? unansweredResults(source.name.replace(/\.json$/i, ''), readNewsItems(source.name, text)) : readNewsResults(source.name, text);
  }),
  /** The training texts of one news and kind, and the SHA-256 of their file, which tells whether they are those of the runs. */
  newsTexts: otherJob<NewsTextsInput, TrainingTexts & { readonly sha256: string }>(async ({ source, news, kind }, { bytesOf, signal, report }) => {
    const bytes = await bytesOf(source, MAX_TEXTS_BYTES);
    if (bytes.byteLength > MAX_TEXTS_BYTES) throw textsTooLarge(source.name, bytes.byteLength);
    const read = await bytes.read(0, bytes.byteLength, signal, (done, total) => report({ what: 'reading', done, total }));
    return { ...readNewsTexts(source.name, newsText(source.name, read), news, kind), sha256: bytesToHex(sha256(read)) };
  }),
  /** Intervals and tests over news; needs no file to be open. */
  newsStatistics: otherJob<NewsStatisticsInput, NewsStatistics>((input, { ranked }) => ranked(() => newsStatistics(input))),
  /** Cosines between what fine-tuning and the news in context move, of one protocol. */
  newsBridge: otherJob<NewsStatesQuestion & { readonly protocol: string }, ProtocolBridge>(async ({ source, outline, protocol }, tools) => {
    const cosines = await readBridgeCosines(await tools.newsStates.of(source, outline, tools), protocol, tools.signal);
    return tools.ranked(() => protocolBridge(protocol, outline.states.bridgeLayers, cosines));
  }),
  /** Questions as points that fine-tuning moves, beside where the news in context would have put them. */
  newsProjection: otherJob<NewsStatesQuestion & { readonly news: readonly ProjectedNews[]; readonly projection: ProjectionSettings }, BridgeProjection>(
    async ({ source, outline, news, projection }, tools) => {
      const states = await readProjectionStates(await tools.newsStates.of(source, outline, tools), projection, tools.signal);
      return tools.ranked(() => mapSteps(bridgeProjection(states, news), () => ({ done: 0, total: 1 })));
    },
  ),
  /** Everything derived of results, as one table; of the states beside them too, where `states` says where they are. */
  newsDerived: otherJob<{ readonly results: NewsResults; readonly states: RecordingSource | null }, DerivedRow[]>(async ({ results, states }, tools) => {
    const bridges: ProtocolBridge[] = [];
    if (states !== null && results.states !== null) {
      const file = await tools.newsStates.of(states, statesOutline(results), tools);
      for (const protocol of new Set(results.states.bridge.map((entry) => entry.protocol))) {
        const cosines = await readBridgeCosines(file, protocol, tools.signal);
        bridges.push(await tools.ranked(() => protocolBridge(protocol, file.outline.states.bridgeLayers, cosines)));
      }
    }
    return tools.ranked(() => derivedRows(results, bridges));
  }),
  /** Exposures that models need to go a share of the way to the news in context, and how they depend on size. */
  newsEfficiency: otherJob<NewsEfficiencyInput, NewsEfficiency>((input, { ranked }) => ranked(() => newsEfficiency(input))),
};

export type JobKind = keyof typeof JOBS;
interface Of<Input, Result> {
  readonly input: Input;
  readonly result: Result;
}
type Table = {
  readonly [K in JobKind]: (typeof JOBS)[K] extends LayerJob<infer Input, infer Result>
    ? Of<Input, Result>
    : (typeof JOBS)[K] extends OtherJob<infer Input, infer Result>
      ? Of<Input, Result>
      : never;
};
export type JobInput<K extends JobKind> = Table[K]['input'];
export type JobResult<K extends JobKind> = Table[K]['result'];

/** What needs to know which tokens a window holds. */
export function refuseFixedWindows({ windows }: Pick<RecordingMetadata, 'windows'>): void {
  if (windows === 'fixed') throw new RangeError('the file has fixed its windows and does not say which tokens they hold');
}
