/** Numbers and names as the page prints them. Undefined values (NaN) print as an en dash, never as a number. */

const MISSING = '–';

/** Two decimals; a minus sign rather than a hyphen, and none before a zero. */
export function formatRatio(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  return value.toFixed(2).replace(/^-(?=0\.00$)/, '').replace('-', '−');
}

/** A share between 0 and 1 as a percentage; small shares keep one decimal. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return MISSING;
  const percent = share * 100;
  return `${percent.toFixed(Math.abs(percent) < 9.95 ? 1 : 0)} %`;
}

/** Whole number with thin grouping from 10,000 on. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const rounded = Math.round(value);
  return Math.abs(rounded) < 10_000 ? String(rounded) : rounded.toLocaleString('en-US');
}

export function formatTokens(value: number): string {
  return `${formatCount(value)} ${Math.round(value) === 1 ? 'token' : 'tokens'}`;
}

/** At most one decimal, none when it is zero. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  return String(Math.round(value * 10) / 10);
}

/** The last part of a model id, without its owner and without the mark of instruction tuning, which the provenance keeps. */
export function shortModelName(id: string): string {
  const name = id.replace(/\/+$/, '').split('/').at(-1)!;
  return name === '' ? id : name.replace(/(?<=.)-instruct$/i, '');
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${formatShort(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${formatShort(bytes / 1_000_000)} MB`;
  return `${formatShort(bytes / 1_000_000_000)} GB`;
}

/**
 * Pixels as text with one decimal. Attributes of the page are text, so a moving picture needs thousands a second: those
 * that a picture may hold are made once and handed out again.
 */
const LEAST = -500;
const MOST = 4000;
const texts: (string | undefined)[] = [];

export function tenths(pixels: number): string {
  const at = Math.round(pixels * 10);
  if (!(pixels >= LEAST && pixels <= MOST)) return String(at / 10);
  return (texts[at - LEAST * 10] ??= String(at / 10));
}
