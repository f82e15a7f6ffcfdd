/**
 * The safetensors container, read strictly: an 8-byte little-endian header length, a UTF-8 JSON object, then the tensor
 * bytes without gaps or overlaps up to the end of the file. Format: https://github.com/huggingface/safetensors.
 */
import type { ByteSource } from './byteSource.ts';
import { duplicateKey } from './duplicateKey.ts';
import { type RecordingFailure, RecordingError, shortened } from './failure.ts';
import { MAX_HEADER_BYTES } from './limits.ts';

export interface TensorEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte in the file, inclusive. */
  readonly start: number;
  /** Last byte in the file, exclusive. */
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, TensorEntry>;
}

/** Bytes per value of the dtypes whose tensor sizes can be checked; a sub-byte or newer dtype is taken as it comes. */
const DTYPE_BYTES: Readonly<Record<string, number>> = {
  BOOL: 1, U8: 1, I8: 1, F8_E4M3: 1, F8_E5M2: 1, U16: 2, I16: 2, F16: 2, BF16: 2, U32: 4, I32: 4, F32: 4, U64: 8, I64: 8, F64: 8,
};

const NOT_SAFETENSORS = 'Choose a contextscope/1 recording: a .safetensors file written by `contextscope record`.';
const DAMAGED = 'Record or download the file again; its header is damaged.';

/** Reads and checks the header. Rejects with RecordingError: truncated, wrong-format, too-large, invalid, size-mismatch. */
export async function readSafetensorsHeader(source: ByteSource, signal?: AbortSignal): Promise<SafetensorsHeader> {
  const fail = (code: RecordingFailure['code'], field: string | null, message: string, remedy: string): RecordingError =>
    new RecordingError({ code, file: source.name, field, message, remedy });

  if (source.byteLength < 8) {
    throw fail('truncated', null, `The file has ${source.byteLength} bytes; a safetensors file has at least 10.`, NOT_SAFETENSORS);
  }
  const prefix = await source.read(0, Math.min(9, source.byteLength), signal);
  const length = Number(new DataView(prefix.buffer, prefix.byteOffset, 8).getBigUint64(0, true));
  if (prefix.length > 8 && prefix[8] !== 0x7b) {
    throw fail('wrong-format', null, 'This is not a safetensors file: its header does not begin with "{".', NOT_SAFETENSORS);
  }
  if (length > MAX_HEADER_BYTES) {
    throw fail('too-large', 'header', `The header claims ${length} bytes; at most ${MAX_HEADER_BYTES} are read.`, DAMAGED);
  }
  if (8 + length > source.byteLength) {
    throw fail('truncated', 'header', `The header ends at byte ${8 + length} but the file has ${source.byteLength}.`, 'Download the file again; it was cut short.');
  }
  if (length < 2) throw fail('wrong-format', 'header', `The header claims ${length} bytes.`, NOT_SAFETENSORS);
  const json = parseHeaderJson(await source.read(8, 8 + length, signal), fail);
  return checkHeader(json, 8 + length, source.byteLength, fail);
}

type Fail = (code: RecordingFailure['code'], field: string | null, message: string, remedy: string) => RecordingError;

function parseHeaderJson(bytes: Uint8Array, fail: Fail): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail('wrong-format', 'header', 'The header is not UTF-8 text.', DAMAGED);
  }
  const value = parseJsonObject(text);
  if (value === null) throw fail('wrong-format', 'header', 'The header is not a JSON object.', DAMAGED);
  const twice = duplicateKey(text);
  if (twice !== null) throw fail('invalid', 'header', `The header gives the key ${shortened(twice)} twice.`, DAMAGED);
  return value;
}

/** A JSON object, or null for anything else. */
export function parseJsonObject(text: string): Record<string, unknown> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkHeader(json: Record<string, unknown>, dataStart: number, fileEnd: number, fail: Fail): SafetensorsHeader {
  const metadata = new Map<string, string>();
  const tensors = new Map<string, TensorEntry>();
  for (const [name, value] of Object.entries(json)) {
    if (name === '__metadata__') {
      if (!isObject(value)) throw fail('invalid', name, `${name} is ${shortened(value)}, not an object.`, DAMAGED);
      for (const [key, text] of Object.entries(value)) {
        if (typeof text !== 'string') {
          throw fail('invalid', `${name}.${key}`, `${name}.${key} is ${shortened(text)}, not text.`, DAMAGED);
        }
        metadata.set(key, text);
      }
    } else tensors.set(name, tensorEntry(name, value, dataStart, fail));
  }
  checkCoverage([...tensors.values()], dataStart, fileEnd, fail);
  return { metadata, tensors };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function tensorEntry(name: string, value: unknown, dataStart: number, fail: Fail): TensorEntry {
  if (!isObject(value)) throw fail('invalid', name, `Tensor ${shortened(name)} is ${shortened(value)}, not an object.`, DAMAGED);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') throw fail('invalid', name, `Tensor ${shortened(name)} has dtype ${shortened(dtype)}.`, DAMAGED);
  if (!Array.isArray(shape) || shape.length > 8 || !shape.every(isCount)) {
    throw fail('invalid', name, `Tensor ${shortened(name)} has shape ${shortened(shape)}.`, DAMAGED);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount) || offsets[0]! > offsets[1]!) {
    throw fail('invalid', name, `Tensor ${shortened(name)} has data_offsets ${shortened(offsets)}.`, DAMAGED);
  }
  const [from, to] = offsets as [number, number];
  const width = Object.hasOwn(DTYPE_BYTES, dtype) ? DTYPE_BYTES[dtype]! : null;
  const expected = width === null ? null : shape.reduce((product, size) => product * size, width);
  if (expected !== null && expected !== to - from) {
    throw fail('size-mismatch', name, `Tensor ${shortened(name)} of ${dtype} ${shortened(shape)} takes ${expected} bytes but its offsets hold ${to - from}.`, DAMAGED);
  }
  return { name, dtype, shape, start: dataStart + from, end: dataStart + to };
}

/** The tensors must tile [dataStart, fileEnd) exactly, in any order. */
function checkCoverage(tensors: TensorEntry[], dataStart: number, fileEnd: number, fail: Fail): void {
  tensors.sort((a, b) => a.start - b.start || a.end - b.end);
  let position = dataStart;
  for (const tensor of tensors) {
    if (tensor.start !== position) {
      const fault = tensor.start < position ? 'overlaps the tensor before it' : 'leaves a gap before it';
      throw fail('invalid', tensor.name, `Tensor ${shortened(tensor.name)} at byte ${tensor.start} ${fault}, which ends at byte ${position}.`, DAMAGED);
    }
    position = tensor.end;
  }
  if (position > fileEnd) {
    throw fail('truncated', tensors[tensors.length - 1]!.name, `The tensors end at byte ${position} but the file has ${fileEnd}.`, 'Download the file again; it was cut short.');
  }
  if (position < fileEnd) {
    throw fail('size-mismatch', null, `The tensors end at byte ${position} but the file goes on to ${fileEnd}.`, DAMAGED);
  }
}
