/**
 * Everything that crosses between the page and the analysis worker. Small parameters go in; one recording's small parts
 * or one layer's frames come out, arrays transferred. The parsed recording stays behind its handle.
 */
import type { ImportProposal } from '../core/import/importProposal.ts';
import type { ImportMapping } from '../core/import/mapping.ts';
import type { RememberedMapping } from '../core/import/mappingMemory.ts';
import type { Failure } from './failure.ts';
import type { RecordingGraph, RecordingInfo } from '../core/recording/types.ts';
import type { Rank } from './turns/ranks.ts';

/**
 * Where the bytes are. A `file` may be sliced; a `url` is read by HTTP range where the server allows it. `allowWhole`: the
 * reader has agreed to a large download from a server that does not; without it, opening fails with `confirm-download`.
 */
export type RecordingSource = (
  | { readonly kind: 'url'; readonly url: string; readonly name: string; readonly expectedBytes: number | null; readonly allowWhole?: boolean }
  | { readonly kind: 'file'; readonly file: Blob; readonly name: string }
) & {
  /** What the arrays of the file are, as the reader says; absent: as guessed or remembered. */
  readonly mapping?: ImportMapping;
};

export type RecordingHandle = string;

export type Progress = { readonly what: 'reading' | 'analysing'; readonly done: number; readonly total: number | null };

export type Outcome<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** It was kept from an earlier request about the same data rather than computed. */
      readonly kept?: true;
    }
  | { readonly ok: false; readonly failure: Failure };

export interface OpenedRecording {
  readonly handle: RecordingHandle;
  readonly info: RecordingInfo;
  /** How its arrays were read, of a file that is no recording itself. */
  readonly imported?: ImportProposal;
}

/** A recording as one worker has opened it. */
export interface OpenedHere extends OpenedRecording {
  /** Tells the file from a later one at the same place; null: it came whole from a server, and no other worker shall ask for it again. */
  readonly version: string | null;
}

/** The methods the worker exposes. Jobs are named by the caller so that `cancel` can reach them. */
export interface AnalysisWorkerApi {
  /** `remembered`: mappings of earlier files, of which one serves a file of the same arrays. */
  open(
    job: number,
    source: RecordingSource,
    onProgress: (progress: Progress) => void,
    remembered?: readonly RememberedMapping[],
  ): Promise<Outcome<OpenedHere>>;
  /** The file of arrays as a `contextscope/1` recording. */
  save(job: number, source: RecordingSource, onProgress: (progress: Progress) => void): Promise<Outcome<Blob>>;
  /** Runs a job of the registry (jobs.ts), whose kind says what its input and its value are. */
  run(job: number, kind: string, input: unknown, rank: Rank, onProgress: (progress: Progress) => void): Promise<Outcome<unknown>>;
  /**
   * Lays graphs of the reader's beside those of the file, in place of earlier ones of the reader's; what is asked from now on
   * is answered for all of them. Gives all of them, the file's first.
   */
  setGraphs(job: number, handle: RecordingHandle, graphs: readonly RecordingGraph[]): Promise<Outcome<readonly RecordingGraph[]>>;
  /** Stops a running or queued job; its promise then resolves with code `cancelled`. Unknown jobs are ignored. */
  cancel(job: number): Promise<void>;
  close(handle: RecordingHandle): Promise<void>;
  /** Bytes that decoded layers and copies of files may take from now on. */
  limitMemory(bytes: number): Promise<void>;
  /** Answers as soon as the worker's thread is free. */
  ping(): Promise<void>;
}
