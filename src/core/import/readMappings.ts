/** Kept mappings are read field by field and never trusted: others may have written where they are kept. */
import * as z from 'zod/mini';
import '../recording/zodWithoutEval.ts';
import { MEANS_AXES } from './mapping.ts';
import { LONGEST_SIGNATURE, MAPPINGS_KEPT, MAPPINGS_VERSION, type RememberedMapping } from './mappingMemory.ts';

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

/** What of the text can be used; nothing of another version, of no JSON, or of null. */
export function decodeMappings(text: string | null): readonly RememberedMapping[] {
  if (text === null) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const list = z.object({ version: z.literal(MAPPINGS_VERSION), mappings: z.array(z.unknown()) }).safeParse(value);
  if (!list.success) return [];
  return list.data.mappings.slice(0, MAPPINGS_KEPT).flatMap((one) => {
    const parsed = entry.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}
