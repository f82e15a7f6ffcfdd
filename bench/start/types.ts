/** What the start of the page is measured by. Sizes are bytes, times milliseconds since the navigation began. */

export interface CodeSize {
  /** Name in the build, with its hash. */
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
}

export interface StartCode {
  /** The script of the page and all that it imports statically: what must be there before anything is drawn. */
  readonly initial: readonly CodeSize[];
  readonly initialGzip: number;
  readonly initialBrotli: number;
  /** The analysis worker, which loads beside the page. */
  readonly worker: CodeSize;
}

/** The way from the server to the browser; one for all requests, in both runs. */
export interface Connection {
  readonly name: string;
  /** From a request's arrival to the first byte of its answer. */
  readonly latencyMs: number;
  /** Of all answers together; Infinity for none. */
  readonly bitsPerSecond: number;
}

export interface StartOptions {
  /** Pairs of runs that are counted; one more before them is not. */
  readonly repeats?: number;
  readonly connections?: readonly Connection[];
  /** A finished build; by default one is made in a temporary folder. */
  readonly dist?: string;
}

export interface Times {
  readonly median: number;
  readonly min: number;
}

export interface StartTiming {
  readonly connection: Connection;
  /** Until the first picture of the default sample. */
  readonly firstPicture: Times;
  /** Until a bare page has fetched the same bytes. */
  readonly bareFetch: Times;
  /** First picture over bare fetch: of the medians, and of the minima, on which other work of the machine weighs least. */
  readonly ratio: Times;
  /** Requests that the page makes up to its first picture, and the bytes of their answers as sent. */
  readonly requests: number;
  readonly bytes: number;
}

export interface StartFigures {
  readonly code: StartCode;
  readonly timings: readonly StartTiming[];
}
