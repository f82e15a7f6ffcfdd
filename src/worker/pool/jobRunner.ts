/** Numbers the jobs of all workers, turns signals into cancel messages and outcomes into values or errors. */
import * as Comlink from 'comlink';
import { cancelledFailure, FailureError, failureOf } from '../failure.ts';
import type { Outcome, Progress } from '../protocol.ts';
import type { RemoteApi, WorkerConnection } from './workerConnection.ts';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called before the promise resolves where the answer was kept from an earlier request. */
  readonly onKept?: (() => void) | undefined;
}

export type OnProgress = (progress: Progress) => void;

export interface Job<T> {
  readonly call: (api: RemoteApi, job: number, onProgress: OnProgress) => Promise<Outcome<T>>;
  /** Takes back a result that arrives after its caller has gone. */
  readonly discard?: (value: T) => void;
}

/** Rejects with a FailureError and with nothing else, at once when the signal fires. */
export type RunJob = <T>(to: WorkerConnection, job: Job<T>, options: CallOptions) => Promise<T>;

export function createJobRunner(): RunJob {
  let jobs = 0;
  return async (to, { call, discard }, { signal, onProgress, onKept }) => {
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
      if (outcome.kept) onKept?.();
      return outcome.value;
    } catch (error) {
      if (signal?.aborted) to.tell((api) => api.cancel(job));
      throw error instanceof FailureError ? error : new FailureError(failureOf(error, null));
    } finally {
      gone = true;
    }
  };
}
