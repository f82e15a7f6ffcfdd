import { throwIfCancelled } from '../../worker/failure.ts';

/**
 * Does the work for every item, begun in their order, at most `width` of them at a time. The first failure stops the others
 * and rejects; so does the signal.
 */
export async function sideBySide<T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  work: (item: T, at: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const running = AbortSignal.any([signal, controller.signal]);
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    throwIfCancelled(signal);
    for (const [at, item] of waiting) {
      await work(item, at, running);
      throwIfCancelled(running);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  } finally {
    controller.abort();
  }
}
