/** What a list of recordings must look like (docs/format.md); fetched beside the list, for nothing can be drawn before it. */
import * as z from 'zod/mini';
import '../../core/recording/zodWithoutEval.ts';
import type { Failure } from '../../worker/failure.ts';
import type { CatalogEntry, NewsEntry } from './catalog.ts';

export const CATALOG_FORMAT = 'contextscope-catalog/1';

const count = z.int().check(z.nonnegative());
const text = z.string().check(z.minLength(1));
const size = z.pipe(
  z.partial(z.object({ n: count, rows: count, cols: count })),
  z.transform(({ n, rows, cols }) => ({
    ...(n === undefined ? {} : { n }),
    ...(rows === undefined ? {} : { rows }),
    ...(cols === undefined ? {} : { cols }),
  })),
);

const entry = z.object({
  id: text,
  file: text,
  bytes: count,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  title: z.string(),
  description: z.string(),
  group: z.string(),
  licence: z.string(),
  model: z.object({ id: z.string(), weights: z._default(z.nullable(z.string()), null), layers: count, hiddenSize: count }),
  task: z.object({
    kind: z.string(),
    sampler: z.string(),
    size: z._default(z.nullable(size), null),
    step: z._default(z.nullable(z.int()), null),
    sequences: count,
    length: count,
  }),
  nodes: count,
  layers: z.array(count).check(z.minLength(1)),
});

const newsEntry = z.object({
  id: text,
  file: text,
  bytes: count,
  sha256: entry.shape.sha256,
  states: z._default(z.nullable(z.object({ file: text, bytes: count })), null),
  texts: z._default(z.array(z.object({ name: text, file: text, bytes: count })).check(z.maxLength(100)), []),
  title: z.string(),
  description: z.string(),
  licence: z.string(),
  model: z.object({ id: z.string(), parameters: z._default(z.nullable(count), null) }),
  news: count,
  protocols: z.array(z.string()),
});

const catalog = z.object({
  format: z.literal(CATALOG_FORMAT),
  default: z.string(),
  title: z._default(z.nullable(z.string().check(z.maxLength(200))), null),
  recordings: z.array(entry).check(z.minLength(1), z.maxLength(10_000)),
  news: z._default(z.array(newsEntry).check(z.maxLength(1000)), []),
});

export interface Catalog {
  readonly entries: readonly CatalogEntry[];
  /** Runs on the news, the one that is shown first before the others. */
  readonly news: readonly NewsEntry[];
  readonly defaultId: string;
  /** What the folder's maker calls it; null for the samples. */
  readonly title: string | null;
}

export type CatalogReading =
  | { readonly ok: true; readonly catalog: Catalog }
  | { readonly ok: false; readonly failure: Failure };

/** Checks a parsed JSON value. The failure names the first field at fault; a default that is not listed gives the first entry. */
export function readCatalog(value: unknown, file: string): CatalogReading {
  const parsed = catalog.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || null;
    const version = field === 'format';
    return {
      ok: false,
      failure: {
        code: version ? 'unknown-version' : 'invalid',
        file,
        field,
        message: `The list of recordings is not ${CATALOG_FORMAT}: ${field ?? 'it'}: ${issue?.message ?? 'invalid'}.`,
        remedy: 'Rebuild the catalog, or open a recording of your own.',
      },
    };
  }
  const { recordings, news, title } = parsed.data;
  const entries: readonly CatalogEntry[] = recordings;
  const listed = recordings.find(({ id }) => id === parsed.data.default) ?? recordings[0]!;
  return { ok: true, catalog: { entries, news, defaultId: listed.id, title } };
}
