/** Asynchronous work that several callers want at once: started once, stopped when the last caller has gone. */
import { cancelledFailure, FailureError } from '../failure.ts';

interface Task<T, Report> {
  readonly controller: AbortController;
  readonly promise: Promise<T>;
  callers: number;
  readonly listeners: Set<(report: Report) => void>;
}

type Start<T, Report> = (signal: AbortSignal, report: (report: Report) => void) => Promise<T>;

export class SharedTasks<T, Report = never> {
  readonly #tasks = new Map<string, Task<T, Report>>();

  /**
   * Joins the running task of this key or starts one. A caller whose signal fires is rejected with `cancelled` at once;
   * the task itself is aborted only when no caller is left. What the task reports reaches every caller that listens and
   * has not left. Nothing is kept after it settles.
   */
  run(key: string, start: Start<T, Report>, signal?: AbortSignal, onReport?: (report: Report) => void): Promise<T> {
    if (signal?.aborted) return Promise.reject(new FailureError(cancelledFailure()));
    const task = this.#tasks.get(key) ?? this.#start(key, start, onReport);
    task.callers += 1;
    if (onReport !== undefined) task.listeners.add(onReport);
    if (signal === undefined) return task.promise;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(new FailureError(cancelledFailure()));
        task.callers -= 1;
        if (onReport !== undefined) task.listeners.delete(onReport);
        if (task.callers > 0) return;
        if (this.#tasks.get(key) === task) this.#tasks.delete(key);
        task.controller.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      task.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** `first` hears what the task reports as it starts. */
  #start(key: string, start: Start<T, Report>, first: ((report: Report) => void) | undefined): Task<T, Report> {
    const controller = new AbortController();
    const listeners: Task<T, Report>['listeners'] = new Set(first === undefined ? [] : [first]);
    const tell = (report: Report) => listeners.forEach((listener) => listener(report));
    const promise = start(controller.signal, tell).finally(() => {
      if (this.#tasks.get(key) === task) this.#tasks.delete(key);
    });
    // Every caller may have left before it fails; the failure then concerns no one.
    promise.catch(() => undefined);
    const task: Task<T, Report> = { controller, promise, callers: 0, listeners };
    this.#tasks.set(key, task);
    return task;
  }
}
