/** A list of recordings: that of the samples, or one that the address of the page names, fetched and checked once at the edge. */
import { FailureError, failureOf } from '../../worker/failure.ts';
import { announcedLength, exchange, readBody } from '../../worker/io/exchange.ts';
import { badAddress, badStatus } from '../../worker/io/httpFailures.ts';
import { addressName, isWebAddress } from '../opening/addresses.ts';
import type { CatalogReading } from './readCatalog.ts';

/** Most bytes read of a catalog. */
const MAX_BYTES = 16_000_000;

/** Never rejects: whatever goes wrong is the failure of the reading. */
export async function loadCatalog(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<CatalogReading> {
  const name = addressName(url);
  try {
    if (!isWebAddress(url)) throw badAddress(name, url);
    // Both are under way at once.
    const reading = import('./readCatalog.ts');
    reading.catch(() => undefined);
    const answer = await exchange({ url, name, fetch }, null, signal);
    const { ok, status } = answer.response;
    if (!ok) await answer.cancel();
    if (status === 404 || status === 410) throw absent(name, url, `answered with status ${status}`, 'not-found');
    if (!ok) throw badStatus(name, url, status);
    const announced = announcedLength(answer.response);
    const bytes = await readBody(answer, { name, announced, limit: MAX_BYTES, overLimit: () => tooLong(name) });
    const text = new TextDecoder().decode(bytes);
    if (text.trimStart().startsWith('<')) throw absent(name, url, 'returned a web page', 'wrong-format');
    const value = parse(text, name);
    const { readCatalog } = await reading.catch(() => {
      throw notLoaded(name);
    });
    return readCatalog(value, name);
  } catch (error) {
    return { ok: false, failure: failureOf(error, name) };
  }
}

function notLoaded(name: string): FailureError {
  return new FailureError({ code: 'network', file: name, field: null, message: 'The code that reads a list of recordings did not arrive.', remedy: 'Check the connection, then try again.' });
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
