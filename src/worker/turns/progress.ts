/** Progress callbacks on their way to the page: not too many of them, and none that can break the job. */
import * as Comlink from 'comlink';
import type { Progress } from '../protocol.ts';

/** Shortest time in milliseconds between two reports of one stage. */
const INTERVAL_MS = 50;

/** Passes on the first and last report of a stage and at most one per interval between; errors of the receiver are its own. */
export function progressGate(
  onProgress: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let what: Progress['what'] | null = null;
  let reported = -Infinity;
  return (progress) => {
    const time = now();
    const wanted = progress.what !== what || progress.done === progress.total || time - reported >= INTERVAL_MS;
    if (!wanted) return;
    what = progress.what;
    reported = time;
    // Behind comlink the call returns a promise, which rejects when the page has gone.
    Promise.resolve()
      .then(() => onProgress(progress))
      .catch(() => undefined);
  };
}

/** Lets go of a callback that came through comlink, so that its message port closes; anything else is left alone. */
export function releaseCallback(callback: unknown): void {
  if (typeof callback !== 'function') return;
  (callback as Partial<Comlink.ProxyMethods>)[Comlink.releaseProxy]?.();
}
