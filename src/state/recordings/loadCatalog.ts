/** A list of recordings (docs/format.md): fetched, and parsed once at the edge. */
import * as z from 'zod/mini';
import '../../core/recording/zodWithoutEval.ts';
import { FailureError, failureOf, type Failure } from '../../worker/failure.ts';
import { announcedLength, exchange, readBody } from '../../worker/io/exchange.ts';
import { badAddress, badStatus } from '../../worker/io/httpFailures.ts';
import { addressName, isWebAddress } from '../opening/addresses.ts';
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

// Fetches and checks a list of recordings: that of the samples, or one that the address of the page names.

/** Most bytes read of a catalog. */
const MAX_BYTES = 16_000_000;

/** Never rejects: whatever goes wrong is the failure of the reading. */
export async function loadCatalog(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<CatalogReading> {
  const name = addressName(url);
  try {
    if (!isWebAddress(url)) throw badAddress(name, url);
    const answer = await exchange({ url, name, fetch }, null, signal);
    const { ok, status } = answer.response;
    if (!ok) await answer.cancel();
    if (status === 404 || status === 410) throw absent(name, url, `answered with status ${status}`, 'not-found');
    if (!ok) throw badStatus(name, url, status);
    const announced = announcedLength(answer.response);
    const bytes = await readBody(answer, { name, announced, limit: MAX_BYTES, overLimit: () => tooLong(name) });
    const text = new TextDecoder().decode(bytes);
    if (text.trimStart().startsWith('<')) throw absent(name, url, 'returned a web page', 'wrong-format');
    return readCatalog(parse(text, name), name);
  } catch (error) {
    return { ok: false, failure: failureOf(error, name) };
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FailureError({
      code: 'wrong-format',
      file: name,
      field: null,
      message: `The list of recordings is not JSON (${error instanceof Error ? error.message : String(error)}).`,
      remedy: 'Rebuild the catalog, or open a recording of your own.',
    });
  }
}

function tooLong(name: string): FailureError {
  return new FailureError({
    code: 'too-large',
    file: name,
    field: null,
    message: `The list of recordings is longer than ${MAX_BYTES / 1e6} MB.`,
    remedy: 'Check the address: it should be that of a catalog, not of a recording.',
  });
}

function absent(name: string, url: string, what: string, code: 'not-found' | 'wrong-format'): FailureError {
  return new FailureError({
    code,
    file: name,
    field: null,
    message: `There is no list of recordings at ${url}: the server ${what}.`,
    remedy: 'Check the address, or open a recording of your own.',
  });
}
