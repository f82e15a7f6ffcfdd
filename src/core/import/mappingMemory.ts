/** Mappings as they are kept for the next file with the same arrays: a versioned list, read field by field and never trusted. */
import * as z from 'zod/mini';
import '../recording/zodWithoutEval.ts';
import { byName, MEANS_AXES, type ArrayListing, type ImportMapping } from './mapping.ts';

export interface RememberedMapping {
  readonly signature: string;
  readonly mapping: ImportMapping;
  /** What the file that it was made for said of its graph (graphEvidence): a graph named by the reader serves no file that says otherwise, or nothing. */
  readonly graph: string | null;
}

/** 2: the axes of class means are listed one by one. */
const VERSION = 2;
/** Mappings kept; the oldest are let go. */
export const MAPPINGS_KEPT = 50;
/** Characters of a signature; files of more arrays than that are not remembered. */
const LONGEST_SIGNATURE = 20_000;

/** Names, types and numbers of axes of all arrays, in any order; null when they are too many to be kept. */
export function mappingSignature({ arrays }: Pick<ArrayListing, 'arrays'>): string | null {
  const signature = byName(arrays).map(({ name, dtype, shape }) => `${JSON.stringify(name)} ${dtype} ${shape.length}`).join('\n');
  return signature.length > LONGEST_SIGNATURE ? null : signature;
}

const text = (max: number) => z.string().check(z.maxLength(max));
const atMost = <Item extends z.ZodMiniType>(item: Item, max: number) => z.array(item).check(z.maxLength(max));
const number = z.number().check(z.minimum(0), z.maximum(1e9));
const orNull = z.nullable(number);
const role = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('means'), axes: atMost(z.enum(MEANS_AXES), MEANS_AXES.length), context: orNull, layer: orNull }),
  z.object({ kind: z.enum(['context-graph', 'reference-graph']), form: z.enum(['adjacency', 'edges']), above: z.number() }),
  z.object({ kind: z.enum(['labels', 'contexts', 'layers']) }),
  z.object({ kind: z.enum(['presence', 'counts', 'accuracy']), context: orNull }),
]);
const mapping = z.object({
  roles: atMost(z.object({ array: text(1000), role }), 10_000),
  title: text(500),
  model: text(500),
  contexts: z.nullable(atMost(number, 5000)),
  layers: z.nullable(atMost(number, 5000)),
  builtGraph: z.nullable(z.discriminatedUnion('kind', [z.object({ kind: z.enum(['ring', 'chain', 'star', 'complete']) }), z.object({ kind: z.enum(['grid', 'hex']), rows: number, cols: number })])),
  calendar: z.boolean(),
});
const entry = z.object({ signature: text(LONGEST_SIGNATURE), mapping, graph: z._default(z.nullable(text(100)), null) });

export function encodeMappings(kept: readonly RememberedMapping[]): string {
  return JSON.stringify({ version: VERSION, mappings: kept.slice(0, MAPPINGS_KEPT) });
}

/** What of the text can be used; nothing of another version, of no JSON, or of null. */
export function decodeMappings(text: string | null): readonly RememberedMapping[] {
  if (text === null) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const list = z.object({ version: z.literal(VERSION), mappings: z.array(z.unknown()) }).safeParse(value);
  if (!list.success) return [];
  return list.data.mappings.slice(0, MAPPINGS_KEPT).flatMap((one) => {
    const parsed = entry.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Newest first; null for a mapping forgets what was kept for these arrays. */
export function withMapping(kept: readonly RememberedMapping[], signature: string, chosen: ImportMapping | null, graph: string | null): readonly RememberedMapping[] {
  const others = kept.filter((one) => one.signature !== signature);
  return chosen === null ? others : [{ signature, mapping: { ...chosen, title: '' }, graph }, ...others].slice(0, MAPPINGS_KEPT);
}
