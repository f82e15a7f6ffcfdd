/**
 * How values stand in an address, read strictly: a reader gives undefined for anything it does not accept. Separators of the
 * hash (`&`, `=`, `,`, `:`) never appear in an escaped text.
 */

/** Largest node, layer and context number taken from an address; beyond it a number is a typing error. */
const LARGEST = 1e7;
/** Most layers or sizes in one list of an address. */
const LONGEST_LIST = 128;

export interface Codec<T> {
  readonly write: (value: T) => string;
  readonly read: (text: string) => T | undefined;
}

/** Percent-encodes all but letters, digits and `-_.~/`: separators of the hash never appear in a value. */
export function escape(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%2F/g, '/');
}

export function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export function whole(text: string, least = 0): number | undefined {
  if (!/^\d{1,8}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= LARGEST ? value : undefined;
}

/** A positive decimal, at most two digits after the point. */
export function decimal(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

export function oneOf<T extends string>(values: readonly T[]): (text: string) => T | undefined {
  return (text) => values.find((value) => value === text);
}

export function readList<T>(text: string, most: number, read: (part: string) => T | undefined): readonly T[] | undefined {
  const parts = text.split(',').map(read);
  return parts.length <= most && parts.every((part): part is T & {} => part !== undefined) ? parts : undefined;
}

/** Layers or sizes: whole numbers, ascending, each once. */
export function readAscending(text: string, least: number): readonly number[] | undefined {
  if (text === '') return [];
  const values = text.split('.').map((part) => whole(part, least));
  const ascending = values.length <= LONGEST_LIST && values.every((value, i) => value !== undefined && (i === 0 || value > values[i - 1]!));
  return ascending ? (values as number[]) : undefined;
}

export function oneChoice<T extends string>(...values: readonly T[]): Codec<T> {
  return { write: String, read: oneOf(values) };
}

export const onOff: Codec<boolean> = { write: (on) => (on ? '1' : '0'), read: (text) => (text === '1' ? true : text === '0' ? false : undefined) };

/** Contexts are rounded to hundredths of a token; null, the default everywhere, is the empty text. */
export const tokens: Codec<number | null> = {
  write: (context) => (context === null ? '' : String(Math.round(context * 100) / 100)),
  read: (text) => decimal(text, 0, LARGEST),
};
