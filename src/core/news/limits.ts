/**
 * Bounds on what a results file of news may claim, checked before anything is allocated from the claim. Those of the JSON are
 * those of its schema (docs/contextscope-news-1.schema.json), so that a file which the recorder takes is taken here.
 */

/** Bytes of the JSON. */
export const MAX_NEWS_BYTES = 64 * 2 ** 20;
/** Bytes of the states file beside it. */
export const MAX_STATES_BYTES = 2 ** 30;
export const MAX_NEWS = 2000;
/** Questions of one news. */
export const MAX_QUESTIONS = 50;
/** Options of one question. */
export const MAX_OPTIONS = 16;
export const MAX_PROTOCOLS = 500;
export const MAX_RUNS = 100_000;
/** Checkpoints of one run, and of the states. */
export const MAX_CHECKPOINTS = 1000;
/** Losses of one run, one a step. */
export const MAX_LOSSES = 100_000;
/** Rows of one score table, and items of general ability. */
export const MAX_SCORE_ROWS = 1000;
/** Scores of a file, over all its tables. */
export const MAX_SCORES = 2 ** 24;
/** Hidden states run from 0 to the number of blocks. */
export const MAX_STATE_LAYERS = 1025;
/** Coordinates a displacement, k. */
export const MAX_COORDINATES = 4096;
export const MAX_BRIDGE_ENTRIES = 10_000;
/** Rows of the states at one position. */
export const MAX_STATE_ROWS = 2 ** 20;
