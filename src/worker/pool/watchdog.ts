/** Tells a worker that has died without a word from one that is only busy: a busy one answers between two of its steps. */

/** Milliseconds between two pings. */
export const BEAT_MS = 3000;
/**
 * Beats in a row without an answer after which a worker counts as lost: 15 s, far beyond its longest step. They are
 * counted one by one, because a device that wakes from sleep is late with one beat and its answers follow at once.
 */
export const SILENT_BEATS = 5;
/** The same before its first answer, when its script may still be on a slow way. */
export const SILENT_BEATS_AT_START = 20;

export class Watchdog {
  readonly #ping: () => Promise<unknown>;
  readonly #onSilence: (milliseconds: number) => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #answered = false;
  #silent = 0;

  /** `onSilence` is called once, with the length of the silence; the watch has ended by then. */
  constructor(ping: () => Promise<unknown>, onSilence: (milliseconds: number) => void) {
    this.#ping = ping;
    this.#onSilence = onSilence;
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#silent = 0;
    this.#send();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #beat(): void {
    this.#silent += 1;
    if (this.#silent < (this.#answered ? SILENT_BEATS : SILENT_BEATS_AT_START)) return this.#send();
    this.stop();
    this.#onSilence(this.#silent * BEAT_MS);
  }

  #send(): void {
    this.#ping().then(
      () => {
        this.#answered = true;
        this.#silent = 0;
      },
      () => undefined,
    );
  }
}
