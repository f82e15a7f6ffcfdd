import { type ByteSource, readExactly } from '../recording/byteSource.ts';
import type { ArrayFile } from './arrayFile.ts';
import { failIn } from './importError.ts';
import { openJsonArrays } from './jsonArrays.ts';
import { isNpy, openNpy, startsWith } from './npy.ts';
import { openNpz } from './npzFile.ts';
import { openSafetensorsArrays } from './safetensorsArrays.ts';
import { unknownFile, wrongFile } from './wrongFile.ts';

/** Bytes looked at to tell what a file is. */
const HEAD_BYTES = 512;

/**
 * Opens a file of arrays by what it holds, not by its name: .npy, .npz, .safetensors or JSON. Reads no more than the names, types and
 * shapes, except of JSON. Rejects with RecordingError, or with what the source rejects with.
 */
export async function openArrayFile(source: ByteSource, signal?: AbortSignal): Promise<ArrayFile> {
  const fail = failIn(source.name);
  if (source.byteLength === 0) throw fail('truncated', null, 'The file is empty.', 'Choose another file, or save it again.');
  const head = await readExactly(source, 0, Math.min(HEAD_BYTES, source.byteLength), fail, signal);
  if (isNpy(head)) return openNpy(source, signal);
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return openNpz(source, signal);
  if (isSafetensors(head)) return openSafetensorsArrays(source, signal);
  const refusal = wrongFile(head, source.name);
  if (refusal !== null) throw refusal;
  if (/^\uFEFF?\s*[[{]/.test(asText(head))) return openJsonArrays(source, signal);
  throw unknownFile(source.name);
}

/** A "{" after eight bytes of length, of which a length that can be true has zeros; text has none. */
function isSafetensors(head: Uint8Array): boolean {
  return head[8] === 0x7b && head.subarray(0, 8).includes(0);
}

function asText(head: Uint8Array): string {
  return new TextDecoder().decode(head.subarray(0, 64), { stream: true });
}
