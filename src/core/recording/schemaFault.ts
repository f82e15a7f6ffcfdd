/** The first fault that a schema finds in a JSON value, as the page names it: path, value and what is wrong. */
import type * as z from 'zod/mini';
import { shortened } from './failure.ts';
import { MAX_GRAPHS } from './limits.ts';

export interface SchemaFault {
  readonly code: 'invalid' | 'too-large';
  /** Path of the value, such as `runs[3].checkpoints[2].scores`. */
  readonly field: string;
  readonly message: string;
}

/** @param error of a failed parse of `json` */
export function schemaFault(error: z.core.$ZodError, json: unknown): SchemaFault {
  const issue = error.issues[0]!;
  const field = fieldPath(issue.path);
  const value = valueAt(json, issue.path);
  if (value === undefined) return { code: 'invalid', field, message: `${field} is missing.` };
  return { code: exceedsLimit(issue) ? 'too-large' : 'invalid', field, message: `${field} is ${shortened(value)}: ${issue.message}.` };
}

/** More of something countable than is read, as opposed to a chance level of 2 or an edge of three ends. */
function exceedsLimit(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'too_big' && issue.origin !== 'string' && issue.maximum >= MAX_GRAPHS;
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, key) => {
    if (typeof key === 'number') return `${joined}[${key}]`;
    return joined === '' ? String(key) : `${joined}.${String(key)}`;
  }, '');
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
