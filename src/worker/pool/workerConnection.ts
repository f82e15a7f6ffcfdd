/** One worker from its start to its end, and the promises that must not outlive it. */
import * as Comlink from 'comlink';
import { cancelledFailure, FailureError } from '../failure.ts';
import type { AnalysisWorkerApi } from '../protocol.ts';
import { Watchdog } from './watchdog.ts';

/** Starts the analysis worker in a browser; the bundler finds the entry by this very expression. */
export function spawnAnalysisWorker(): Worker {
  return new Worker(new URL('../analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' });
}

// One worker from its start to its end, and the promises that must not outlive it.

/** What the client needs of a worker: a message endpoint with errors and an end. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
  terminate(): void;
}

export type RemoteApi = Comlink.Remote<AnalysisWorkerApi>;

export class WorkerConnection {
  readonly #worker: WorkerLike;
  readonly #api: RemoteApi;
  readonly #pending = new Set<(error: FailureError) => void>();
  readonly #watchdog: Watchdog;
  #ended: FailureError | null = null;

  constructor(worker: WorkerLike) {
    this.#worker = worker;
    worker.addEventListener('error', (event) => this.end(workerLost((event as Partial<ErrorEvent>).message)));
    worker.addEventListener('messageerror', () => this.end(workerLost('a message could not be read')));
    this.#api = Comlink.wrap<AnalysisWorkerApi>(worker);
    this.#watchdog = new Watchdog(
      () => this.#api.ping(),
      (silence) => this.end(workerLost(`no answer for ${Math.round(silence / 1000)} s`)),
    );
  }

  get lost(): boolean {
    return this.#ended !== null;
  }

  /** Settles as the call does, or rejects as soon as the signal fires or the worker ends. */
  call<T>(ask: (api: RemoteApi) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return new Promise<T>((resolve, reject) => {
      const cancel = () => reject(new FailureError(cancelledFailure()));
      const done = () => {
        this.#pending.delete(reject);
        if (this.#pending.size === 0) this.#watchdog.stop();
        signal?.removeEventListener('abort', cancel);
      };
      this.#pending.add(reject);
      signal?.addEventListener('abort', cancel, { once: true });
      this.#watchdog.start();
      ask(this.#api).then(resolve, reject).finally(done);
    });
  }

  /** Sends without waiting; a worker that has ended needs no message. */
  tell(send: (api: RemoteApi) => Promise<void>): void {
    if (this.#ended === null) send(this.#api).catch(() => undefined);
  }

  /** Rejects what is pending with `reason` and ends the worker. */
  end(reason: FailureError): void {
    if (this.#ended !== null) return;
    this.#ended = reason;
    for (const reject of this.#pending) reject(reason);
    this.#pending.clear();
    this.#watchdog.stop();
    this.#worker.terminate();
  }
}

export function workerLost(cause: string | undefined): FailureError {
  return new FailureError({
    code: 'worker-lost',
    file: null,
    field: null,
    message: `The analysis worker stopped${cause ? ` (${cause})` : ''}.`,
    remedy: 'Try again: a new one starts by itself. If it keeps stopping, the recording may be too large for this device.',
  });
}
