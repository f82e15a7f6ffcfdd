/** What tells a saved view from other files, before anything is read of it. */

export const SAVED_VIEW_EXTENSION = '.contextscope.json';
/** Longest file that is read, in characters (and in bytes, before it is read at all). */
export const MAX_SAVED_VIEW = 2 ** 21;

/** Tells a saved view, of any version, from the other kinds of JSON that may be opened; never throws. */
export function isSavedView(json: string): boolean {
  return json.length <= MAX_SAVED_VIEW && /^\uFEFF?\s*\{/.test(json) && /"format"\s*:\s*"contextscope-view\//.test(json);
}
