/**
 * Bounds on what a recording may claim, checked before anything is allocated from the claim. They are far above any
 * real recording and low enough that a hostile header cannot exhaust the page.
 */

/** Bytes of the safetensors header, metadata included. */
export const MAX_HEADER_BYTES = 16 * 1024 * 1024;
/** Nodes, n. */
export const MAX_NODES = 4096;
/** Segments, S. */
export const MAX_SEGMENTS = 4096;
/** Hidden size, d. */
export const MAX_HIDDEN_SIZE = 65536;
/** Sequences, R. */
export const MAX_SEQUENCES = 4096;
/** Tokens per sequence, T. */
export const MAX_LENGTH = 1048576;
export const MAX_LAYERS = 1024;
export const MAX_GRAPHS = 64;
/** Edges of one graph. */
export const MAX_EDGES = 1_000_000;
/** R * T: recorded tokens over all sequences. */
export const MAX_TOKENS = 2 ** 24;
/** S * n: cells of the counts tensor. */
export const MAX_COUNTS = 2 ** 22;
/** S * n * d: values of one layer, 256 MiB once decoded; also bounds the smaller Gram matrix of a joint basis. */
export const MAX_LAYER_VALUES = 2 ** 26;
/** Cells of sequences kept apart, C; C * d is bounded as the values of a layer are. */
export const MAX_CELLS = 2 ** 22;
/** Graphs * n * n: path lengths held for the measures. */
export const MAX_GRAPH_PAIRS = 2 ** 26;
/** Rule-following accuracy is a sum of probabilities in single precision and may pass 1 by rounding. */
export const ACCURACY_SLACK = 1e-3;
