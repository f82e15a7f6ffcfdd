/** Reads ahead while nothing else is wanted: one layer after the other, until a request comes. */

/** Milliseconds of quiet before reading ahead begins. */
export const QUIET_MS = 400;

/** Reads one layer; rejects when the signal fires or it cannot be read, which concerns no one yet. */
export type ReadAhead = (signal: AbortSignal) => Promise<void>;

export class Prefetcher {
  readonly #quietMs: number;
  #requests = 0;
  #plan: readonly ReadAhead[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | null = null;

  constructor(quietMs = QUIET_MS) {
    this.#quietMs = quietMs;
  }

  /** A request: whatever is read ahead stops at once, and nothing begins until all requests have ended. */
  async during<T>(request: () => Promise<T>): Promise<T> {
    this.#requests += 1;
    this.#stop();
    try {
      return await request();
    } finally {
      this.#requests -= 1;
      this.#begin();
    }
  }

  /** What to read ahead next, in order, in place of any earlier plan. */
  plan(reads: readonly ReadAhead[]): void {
    this.#stop();
    this.#plan = reads;
    this.#begin();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  #begin(): void {
    if (this.#requests > 0 || this.#plan.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), this.#quietMs);
  }

  async #run(): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    while (this.#plan.length > 0 && !controller.signal.aborted) {
      const [next, ...rest] = this.#plan;
      const plan = this.#plan;
      await next!(controller.signal).catch(() => undefined);
      if (controller.signal.aborted || this.#plan !== plan) return;
      this.#plan = rest;
    }
    if (this.#running === controller) this.#running = null;
  }
}
