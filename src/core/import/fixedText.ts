import { shortened } from '../recording/recordingError.ts';
import type { ArrayLayout } from './arrayLayout.ts';
import { SAVE_AGAIN, type Fail } from './importError.ts';
import { rowMajorOrder } from './rowMajorOrder.ts';

/** Strings of numpy's fixed-width types, padding removed, row-major. `bytes` are those of the whole array. */
export function decodeFixedText(layout: ArrayLayout, bytes: Uint8Array, fail: Fail): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const { name, width, characters, count, bigEndian } = layout;
  const texts = new Array<string>(count);
  for (let i = 0; i < count; i++) {
    const start = i * width;
    if (characters === 'utf8') {
      let end = start + width;
      while (end > start && bytes[end - 1] === 0) end--;
      try {
        texts[i] = utf8.decode(bytes.subarray(start, end));
      } catch {
        throw fail('invalid', name, `String ${i} of array ${shortened(name)} is not UTF-8 text.`, "Save the array as text: a.astype('U').");
      }
    } else texts[i] = ucs4(view, start, width, bigEndian) ?? raise(fail('invalid', name, `String ${i} of array ${shortened(name)} holds a number that is no character.`, SAVE_AGAIN));
  }
  return layout.fortran ? rowMajorOrder(texts, layout.shape) : texts;
}

/** The string of `width` bytes at `start`, four a character; null where one is no character. */
function ucs4(view: DataView, start: number, width: number, bigEndian: boolean): string | null {
  let end = start + width;
  while (end > start && view.getUint32(end - 4, !bigEndian) === 0) end -= 4;
  let text = '';
  for (let at = start; at < end; at += 4) {
    const code = view.getUint32(at, !bigEndian);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
    text += String.fromCodePoint(code);
  }
  return text;
}

function raise(error: Error): never {
  throw error;
}
