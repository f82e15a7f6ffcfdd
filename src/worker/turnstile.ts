/** Lets one caller at a time through, in the order of arrival. */
import { throwIfCancelled } from './failure.ts';

export class Turnstile {
  #last: Promise<void> = Promise.resolve();

  /** A caller whose signal has fired by its turn is rejected with `cancelled` without running. */
  async pass<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const before = this.#last;
    let leave = (): void => undefined;
    this.#last = new Promise((resolve) => (leave = resolve));
    try {
      await before;
      throwIfCancelled(signal);
      return await run();
    } finally {
      leave();
    }
  }
}
