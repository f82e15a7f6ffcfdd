/** Lets one caller at a time through, in the order of arrival. */
import { throwIfCancelled } from './failure.ts';

export class Turnstile {
  #last: Promise<void> = Promise.resolve();
  #inside = 0;

  /** True while someone is inside or waiting. */
  get busy(): boolean {
    return this.#inside > 0;
  }

  /** Resolves once no one is inside or waiting: for work that lets every caller here go first. */
  async idle(): Promise<void> {
    while (this.busy) await this.#last;
  }

  /** A caller whose signal has fired by its turn is rejected with `cancelled` without running. */
  async pass<T>(run: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const before = this.#last;
    let leave = (): void => undefined;
    this.#last = new Promise((resolve) => (leave = resolve));
    this.#inside += 1;
    try {
      await before;
      throwIfCancelled(signal);
      return await run();
    } finally {
      this.#inside -= 1;
      leave();
    }
  }
}
