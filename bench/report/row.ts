/** What a suite gives back: one figure a row, with what it was made from. */

/** The repeats of one contestant, in milliseconds, in the order they were run. */
export interface Timing {
  /** Who did the work: `numpy`, `node`, `chromium`. */
  readonly by: string;
  readonly ms: readonly number[];
}

export interface Row {
  /** Unique over all suites: `frames/16x4096/chromium`. Targets name it. */
  readonly name: string;
  /** `ratio`: the explorer's over the reference's, so that less is better; `bytes`: a size; `count`: a number of things. */
  readonly unit: 'ratio' | 'bytes' | 'count';
  /** Of times: the ratio of the medians. */
  readonly value: number;
  /** Of times: the ratio of the minima, which a busy machine spoils less. */
  readonly minima?: number;
  /** What a ratio of times was made from. */
  readonly timings?: { readonly ours: Timing; readonly theirs: Timing };
  /** What a reader of the figure must know: the part of the work that was timed, a substitute. */
  readonly note?: string;
}
