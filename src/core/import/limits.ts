/**
 * Bounds on what an imported file may claim, checked before anything is allocated from the claim. Above any array of
 * class means, and low enough that a hostile header cannot exhaust the page.
 */

/** Values of one array, read at once: 512 MiB as Float64. */
export const MAX_VALUES = 2 ** 26;
/** Arrays in one file, and entries of one archive. */
export const MAX_ARRAYS = 10_000;
/** Axes of one array. */
export const MAX_DIMENSIONS = 8;
/** Characters of an array's name. */
export const MAX_NAME_LENGTH = 1000;
/** Strings of one text array. */
export const MAX_TEXTS = 2 ** 20;
/** Bytes of one text array as stored; numpy gives every string the width of the longest. */
export const MAX_TEXT_BYTES = 2 ** 26;
/** Bytes of a .npy header; numpy itself reads no more than 10,000 characters unless told to. */
export const MAX_NPY_HEADER_BYTES = 2 ** 16;
/** Levels of brackets in a .npy header. */
export const MAX_LITERAL_DEPTH = 16;
/** Bytes of a zip archive's directory, and of any one read that its records ask for. */
export const MAX_ZIP_DIRECTORY_BYTES = 2 ** 24;
/** Largest ratio that deflate can reach: 258 bytes from two bits. */
export const MAX_DEFLATE_RATIO = 1032;
/** Bytes of a JSON file. */
export const MAX_JSON_BYTES = 2 ** 26;
/** Levels of objects and arrays in a JSON file. */
export const MAX_JSON_DEPTH = 24;
/** Objects and arrays in a JSON file, each of which costs memory beyond its text. */
export const MAX_JSON_CONTAINERS = 2 ** 21;
