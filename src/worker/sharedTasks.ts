/** Asynchronous work that several callers want at once: started once, stopped when the last caller has gone. */
import { cancelledFailure, FailureError } from './failure.ts';

interface Task<T> {
  readonly controller: AbortController;
  readonly promise: Promise<T>;
  callers: number;
}

export class SharedTasks<T> {
  readonly #tasks = new Map<string, Task<T>>();

  /**
   * Joins the running task of this key or starts one. A caller whose signal fires is rejected with `cancelled` at once;
   * the task itself is aborted only when no caller is left. Nothing is kept after it settles.
   */
  run(key: string, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(new FailureError(cancelledFailure()));
    const task = this.#tasks.get(key) ?? this.#start(key, start);
    task.callers += 1;
    if (signal === undefined) return task.promise;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(new FailureError(cancelledFailure()));
        task.callers -= 1;
        if (task.callers > 0) return;
        if (this.#tasks.get(key) === task) this.#tasks.delete(key);
        task.controller.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      task.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Task<T> {
    const controller = new AbortController();
    const promise = start(controller.signal).finally(() => {
      if (this.#tasks.get(key) === task) this.#tasks.delete(key);
    });
    // Every caller may have left before it fails; the failure then concerns no one.
    promise.catch(() => undefined);
    const task: Task<T> = { controller, promise, callers: 0 };
    this.#tasks.set(key, task);
    return task;
  }
}
