/** Fetches and checks the catalog of sample recordings. */
import { FailureError, failureOf, isAbort } from '../worker/failure.ts';
import { badStatus, unreachable, webPage } from '../worker/httpFailures.ts';
import { readCatalog, type CatalogReading } from './catalogSchema.ts';

const NAME = 'catalog.json';

/** Never rejects: whatever goes wrong is the failure of the reading. */
export async function loadCatalog(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<CatalogReading> {
  try {
    const response = await fetch(url, { signal }).catch((error: unknown) => {
      throw isAbort(error) ? error : unreachable(NAME, url);
    });
    if (!response.ok) throw badStatus(NAME, url, response.status);
    const text = await response.text();
    if (text.trimStart().startsWith('<')) throw webPage(NAME, url);
    return readCatalog(parse(text), NAME);
  } catch (error) {
    return { ok: false, failure: failureOf(error, NAME) };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FailureError({
      code: 'wrong-format',
      file: NAME,
      field: null,
      message: `The catalog of sample recordings is not JSON (${error instanceof Error ? error.message : String(error)}).`,
      remedy: 'Rebuild the catalog, or open a recording of your own.',
    });
  }
}
