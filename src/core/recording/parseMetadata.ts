/** From the container's text metadata to typed recording metadata, or one RecordingError that names path and value. */
import type * as z from 'zod/mini';
import { duplicateKey } from './duplicateKey.ts';
import type { Failure } from './failure.ts';
import { MAX_GRAPHS } from './limits.ts';
import { metadataFault } from './metadataFault.ts';
import { metadataSchema } from './metadataSchema.ts';
import { RecordingError, shortened } from './recordingError.ts';
import { parseJsonObject } from './safetensorsHeader.ts';
import type { RecordingMetadata } from './types.ts';

export const FORMAT = 'contextscope/1';

const RECORD_AGAIN = 'Record the file again, or correct this field (docs/format.md) and write the file anew.';

/** `container` is the safetensors `__metadata__`. Throws wrong-format, unknown-version, invalid or too-large. */
export function parseMetadata(file: string, container: ReadonlyMap<string, string>): RecordingMetadata {
  const fail = (code: Failure['code'], field: string, message: string, remedy = RECORD_AGAIN): RecordingError =>
    new RecordingError({ code, file, field, message, remedy });

  const format = container.get('format');
  if (format === undefined || !format.startsWith('contextscope/')) {
    throw fail('wrong-format', '__metadata__.format', `This safetensors file is not a recording: its format is ${shortened(format)}, not "${FORMAT}".`, 'Choose a file written by contextscope-record.');
  }
  if (format !== FORMAT) {
    throw fail('unknown-version', '__metadata__.format', `The recording is of format ${shortened(format)}; this version reads "${FORMAT}".`, 'Use a newer Contextscope, or record again with the recorder of this version.');
  }
  const text = container.get('recording');
  if (text === undefined) throw fail('invalid', '__metadata__.recording', 'The metadata key "recording" is missing.');
  const json = parseJsonObject(text);
  if (json === null) throw fail('invalid', '__metadata__.recording', 'The metadata key "recording" is not a JSON object.');
  const twice = duplicateKey(text);
  if (twice !== null) throw fail('invalid', '__metadata__.recording', `The metadata gives the key ${shortened(twice)} twice.`);

  const parsed = metadataSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const field = fieldPath(issue.path);
    const value = valueAt(json, issue.path);
    if (value === undefined) throw fail('invalid', field, `${field} is missing.`);
    throw fail(exceedsLimit(issue) ? 'too-large' : 'invalid', field, `${field} is ${shortened(value)}: ${issue.message}.`);
  }
  const metadata: RecordingMetadata = parsed.data;
  const fault = metadataFault(metadata);
  if (fault !== null) throw fail(fault.code, fault.field, fault.message);
  return metadata;
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
