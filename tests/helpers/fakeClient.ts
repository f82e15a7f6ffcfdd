/** An analysis client whose answers are given by hand, in any order. */
import type { BandOptions, NullOptions, LayerNulls, AveragingBands } from '../../src/core/nulls/types.ts';
import type { LayerLoadings } from '../../src/core/analysis/layerLoadings.ts';
import type { AnalysisSettings, LayerAnalysis } from '../../src/core/analysis/settings.ts';
import type { MemoryBaselines } from '../../src/core/baselines/memoryBaselines.ts';
import type { ScalingInput, ScalingResult } from '../../src/core/scaling/types.ts';
import type { RecordingGraph, RecordingInfo } from '../../src/core/recording/types.ts';
import type { AnalysisClient, CallOptions, RunOptions } from '../../src/worker/pool/client.ts';
import { cancelledFailure, FailureError, type Failure } from '../../src/worker/failure.ts';
import type { OpenedRecording, RecordingSource } from '../../src/worker/protocol.ts';
import type { JobKind, JobInput, JobResult } from '../../src/worker/jobs.ts';

export interface FakeCall<Value, Argument> {
  readonly argument: Argument;
  readonly options: CallOptions;
  readonly aborted: () => boolean;
  /** Waits until the answer has reached whoever asked. */
  resolve(value: Value): Promise<void>;
  fail(failure: Partial<Failure>): Promise<void>;
}

export interface FakeClient extends AnalysisClient {
  readonly opens: FakeCall<RecordingInfo, RecordingSource>[];
  readonly analyses: FakeCall<LayerAnalysis, AnalysisSettings & { readonly handle: string }>[];
  readonly nullRuns: FakeCall<LayerNulls, AnalysisSettings & NullOptions & { readonly handle: string }>[];
  readonly averagings: FakeCall<LayerAnalysis, AnalysisSettings & { readonly handle: string; readonly seed: number }>[];
  readonly bands: FakeCall<AveragingBands, AnalysisSettings & BandOptions & { readonly handle: string }>[];
  readonly baselineRuns: FakeCall<MemoryBaselines, string>[];
  readonly loadingRuns: FakeCall<LayerLoadings, AnalysisSettings & { readonly handle: string }>[];
  readonly graphSets: FakeCall<readonly RecordingGraph[], { readonly handle: string; readonly graphs: readonly RecordingGraph[] }>[];
  readonly hashes: FakeCall<string, string>[];
  readonly fits: FakeCall<ScalingResult, ScalingInput>[];
  readonly saves: FakeCall<Blob, RecordingSource>[];
  /** Jobs that have no list of their own here. */
  readonly others: FakeCall<unknown, { readonly kind: JobKind; readonly input: unknown }>[];
  readonly closed: string[];
}

export interface FakeClientOptions {
  /** Calls that it says it works on side by side. */
  readonly aside?: number;
}

export function failure(change: Partial<Failure> = {}): Failure {
  return { code: 'network', file: 'ring.safetensors', field: null, message: 'It broke.', remedy: 'Mend it.', ...change };
}

/** Lets every promise that can go on do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function createFakeClient({ aside = 1 }: FakeClientOptions = {}): FakeClient {
  const opens: FakeClient['opens'] = [];
  const analyses: FakeClient['analyses'] = [];
  const nullRuns: FakeClient['nullRuns'] = [];
  const averagings: FakeClient['averagings'] = [];
  const bands: FakeClient['bands'] = [];
  const baselineRuns: FakeClient['baselineRuns'] = [];
  const loadingRuns: FakeClient['loadingRuns'] = [];
  const graphSets: FakeClient['graphSets'] = [];
  const hashes: FakeClient['hashes'] = [];
  const fits: FakeClient['fits'] = [];
  const saves: FakeClient['saves'] = [];
  const others: FakeClient['others'] = [];
  const closed: string[] = [];

  function call<Value, Argument, Answer>(
    list: FakeCall<Value, Argument>[],
    argument: Argument,
    options: CallOptions,
    answer: (value: Value) => Answer,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(new FailureError(cancelledFailure())));
      list.push({
        argument,
        options,
        aborted: () => options.signal?.aborted ?? false,
        resolve(value) {
          resolve(answer(value));
          return settle();
        },
        fail(change) {
          reject(new FailureError(failure(change)));
          return settle();
        },
      });
    });
  }

  const same = <T>(value: T): T => value;
  const runs: { readonly [K in JobKind]?: (input: JobInput<K>, options: RunOptions) => Promise<JobResult<K>> } = {
    analysis: ({ handle, settings }, options) => call(analyses, { ...settings, handle }, options, same),
    nulls: ({ handle, settings, options: asked }, options) => call(nullRuns, { ...settings, ...asked, handle }, options, same),
    averagingNull: ({ handle, settings, seed }, options) => call(averagings, { ...settings, handle, seed }, options, same),
    averagingBand: ({ handle, settings, options: asked }, options) => call(bands, { ...settings, ...asked, handle }, options, same),
    baselines: ({ handle }, options) => call(baselineRuns, handle, options, same),
    loadings: ({ handle, settings }, options) => call(loadingRuns, { ...settings, handle }, options, same),
    hash: ({ handle }, options) => call(hashes, handle, options, same),
    fitScaling: (input, options) => call(fits, input, options, same),
  };

  return {
    aside,
    opens,
    analyses,
    nullRuns,
    averagings,
    bands,
    baselineRuns,
    loadingRuns,
    graphSets,
    hashes,
    fits,
    saves,
    others,
    closed,
    open: (source, options = {}) => {
      const handle = `handle-${opens.length + 1}`;
      return call(opens, source, options, (info): OpenedRecording => ({ handle, info }));
    },
    run: <K extends JobKind>(kind: K, input: JobInput<K>, options: RunOptions = {}) => {
      const run = runs[kind];
      return run === undefined ? call(others, { kind, input }, options, (value) => value as JobResult<K>) : run(input, options);
    },
    setGraphs: (handle, graphs, options = {}) => call(graphSets, { handle, graphs }, options, (all) => all),
    save: (source, options = {}) => call(saves, source, options, (content) => content),
    close: (handle) => void closed.push(handle),
    dispose: () => undefined,
  };
}
