/** Lets one caller at a time through, or a few, in the order of arrival. */
import { throwIfCancelled } from '../failure.ts';

export class Turnstile {
  /** The last caller of every lane; callers take the lanes in turn. */
  readonly #lanes: Promise<void>[];
  #next = 0;
  #inside = 0;

  constructor(width = 1) {
    this.#lanes = Array.from({ length: width }, () => Promise.resolve());
  }

  /** True while someone is inside or waiting. */
  get busy(): boolean {
    return this.#inside > 0;
  }

  /** Resolves once no one is inside or waiting: for work that lets every caller here go first. */
  async idle(): Promise<void> {
    while (this.busy) await Promise.all(this.#lanes);
  }

  /** A caller whose signal has fired by its turn is rejected with `cancelled` without running. */
  async pass<T>(run: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const lane = this.#next;
    this.#next = (lane + 1) % this.#lanes.length;
    const before = this.#lanes[lane];
    let leave = (): void => undefined;
    this.#lanes[lane] = new Promise((resolve) => (leave = resolve));
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
