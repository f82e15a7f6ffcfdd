/** Runs a generator without holding the thread, so that a cancel message can arrive between two of its steps. */
import { throwIfCancelled } from '../failure.ts';

/** Longest stretch in milliseconds between two turns of the event loop, as far as the generator's steps allow. */
export const BUDGET_MS = 12;

/** Lets queued messages in. A message of our own, because timers are clamped to 4 ms and more. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export interface PumpOptions<Step> {
  readonly signal: AbortSignal;
  readonly onStep?: (step: Step) => void;
  readonly now?: () => number;
  readonly turn?: () => Promise<void>;
}

/** Rejects with `cancelled` when the signal fires, after the generator's `finally` blocks have run. */
export async function pump<Step, Result>(
  generator: Generator<Step, Result>,
  { signal, onStep, now = () => performance.now(), turn = nextTurn }: PumpOptions<Step>,
): Promise<Result> {
  let resumed = now();
  try {
    for (;;) {
      throwIfCancelled(signal);
      const next = generator.next();
      if (next.done) return next.value;
      onStep?.(next.value);
      if (now() - resumed < BUDGET_MS) continue;
      await turn();
      resumed = now();
    }
  } finally {
    if (signal.aborted) generator.return(undefined as never);
  }
}
