/** Mappings as they are kept for the next file with the same arrays: a versioned list, read by readMappings.ts. */
import { byName, type ArrayListing, type ImportMapping } from './mapping.ts';

export interface RememberedMapping {
  readonly signature: string;
  readonly mapping: ImportMapping;
  /** What the file that it was made for said of its graph (graphEvidence): a graph named by the reader serves no file that says otherwise, or nothing. */
  readonly graph: string | null;
}

/** 2: the axes of class means are listed one by one. */
export const MAPPINGS_VERSION = 2;
/** Mappings kept; the oldest are let go. */
export const MAPPINGS_KEPT = 50;
/** Characters of a signature; files of more arrays than that are not remembered. */
export const LONGEST_SIGNATURE = 20_000;

/** Names, types and numbers of axes of all arrays, in any order; null when they are too many to be kept. */
export function mappingSignature({ arrays }: Pick<ArrayListing, 'arrays'>): string | null {
  const signature = byName(arrays).map(({ name, dtype, shape }) => `${JSON.stringify(name)} ${dtype} ${shape.length}`).join('\n');
  return signature.length > LONGEST_SIGNATURE ? null : signature;
}

export function encodeMappings(kept: readonly RememberedMapping[]): string {
  return JSON.stringify({ version: MAPPINGS_VERSION, mappings: kept.slice(0, MAPPINGS_KEPT) });
}

/** Newest first; null for a mapping forgets what was kept for these arrays. */
export function withMapping(kept: readonly RememberedMapping[], signature: string, chosen: ImportMapping | null, graph: string | null): readonly RememberedMapping[] {
  const others = kept.filter((one) => one.signature !== signature);
  return chosen === null ? others : [{ signature, mapping: { ...chosen, title: '' }, graph }, ...others].slice(0, MAPPINGS_KEPT);
}
