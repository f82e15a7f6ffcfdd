/** Addresses of recordings as the reader types or pastes them. */

/** Longest list of addresses opened at once. */
export const MAX_ADDRESSES = 32;

export interface AddressReading {
  readonly urls: readonly string[];
  /** Words that are no http or https address. */
  readonly unread: readonly string[];
}

/** Splits at white space; an address without a scheme counts as unread, because only the reader knows which it is. */
export function readAddresses(text: string): AddressReading {
  const words = [...new Set(text.split(/\s+/).filter((word) => word !== ''))];
  const urls = words.filter(isWebAddress).map((word) => new URL(word).href);
  return { urls: urls.slice(0, MAX_ADDRESSES), unread: words.filter((word) => !isWebAddress(word)) };
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Id of a recording that is known by its address alone. */
export function urlRecordingId(url: string): string {
  return `url:${url}`;
}

/** The address in such an id; null for any other id and for what is no http or https address. */
export function urlOfRecordingId(id: string): string | null {
  if (!id.startsWith('url:')) return null;
  const url = id.slice('url:'.length);
  return isWebAddress(url) ? url : null;
}

/** Such an id as the reader knows it: the address alone; any other id as it is. */
export function recordingIdText(id: string): string {
  return id.startsWith('url:') ? id.slice('url:'.length) : id;
}

/** The last part of the path, as messages show it. */
export function addressName(url: string): string {
  const last = url.split(/[?#]/)[0]!.split('/').at(-1) || url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** The page's option `?recording=URL`, any number of times, relative to the document. */
export function recordingUrlsOf(search: string, base: string): readonly string[] {
  const given = new URLSearchParams(search).getAll('recording').filter((url) => url !== '');
  return given.map((url) => (URL.canParse(url, base) ? new URL(url, base).href : url));
}

/** The page's option `?catalog=URL`, relative to the document: a list of recordings in place of the samples. */
export function catalogUrlOf(search: string, base: string): string | null {
  const given = new URLSearchParams(search).get('catalog');
  if (given === null || given === '') return null;
  return URL.canParse(given, base) ? new URL(given, base).href : given;
}
