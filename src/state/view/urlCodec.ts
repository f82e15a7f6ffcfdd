/**
 * The view in the URL hash, e.g. `#v=1&p=gemma3-270m-grid4x4-a:15:1.2.3&w=last50&b=raw&c=300`. Numbers shown to readers
 * (components, panels) count from 1. What is read is untrusted: each field stands or falls on its own, unknown ones are ignored.
 */
import { defaultView, viewFields, type ViewKey, type ViewState } from './viewFields.ts';

const URL_VERSION = '1';
/** Longest hash that is read, in characters. */
const LONGEST = 8000;

export interface UrlProblem {
  /** Name of the field in the hash; `v` for the version. */
  readonly field: string;
  /** Its text, shortened. */
  readonly value: string;
}

export interface UrlReading {
  readonly view: ViewState;
  /** Fields that could not be read and have their defaults. Empty for an empty hash. */
  readonly problems: readonly UrlProblem[];
}

/** Those of the table's fields that stand in an address, with what is left out there because it is the default. */
const FIELDS = viewFields.flatMap(([key, { address, initial }]) => (address === null ? [] : [{ key, ...address, initial: address.write(initial) }]));

/** With the leading `#`. Contexts are rounded to hundredths of a token. */
export function encodeView(view: ViewState): string {
  const parts = FIELDS.flatMap(({ key, name, write, initial }) => {
    const text = write(view[key]);
    return text === initial ? [] : [`${name}=${text}`];
  });
  return `#${[`v=${URL_VERSION}`, ...parts].join('&')}`;
}

/** Never throws. A hash of another version gives the default view and one problem. */
export function decodeView(hash: string): UrlReading {
  // A link to a story's step needs nothing else: the story brings its view.
  const text = hash.replace(/^#(?=story=)/, `#v=${URL_VERSION}&`).replace(/^#/, '');
  if (text === '') return { view: defaultView, problems: [] };
  if (text.length > LONGEST) return { view: defaultView, problems: [problem('v', text)] };
  const values = new Map<string, string>();
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    const name = at === -1 ? part : part.slice(0, at);
    if (!values.has(name)) values.set(name, at === -1 ? '' : part.slice(at + 1));
  }
  const version = values.get('v');
  if (version !== URL_VERSION) return { view: defaultView, problems: [problem('v', version ?? text)] };

  const problems: UrlProblem[] = [];
  const changes: Partial<Record<ViewKey, unknown>> = {};
  for (const { key, name, read } of FIELDS) {
    const written = values.get(name);
    if (written === undefined) continue;
    const value = read(written);
    if (value === undefined) problems.push(problem(name, written));
    else changes[key] = value;
  }
  return { view: { ...defaultView, ...(changes as Partial<ViewState>) }, problems };
}

function problem(field: string, value: string): UrlProblem {
  return { field, value: value.length > 40 ? `${value.slice(0, 40)}...` : value };
}
