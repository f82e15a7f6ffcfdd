/** Numbers out of bytes that arrive in pieces of any length. */
import { decodeBfloat16, decodeFloat16 } from '../recording/encodedLayer.ts';
import { shortened } from '../recording/failure.ts';
import { type ArrayLayout, rowMajorOrder, rowMajorPlaces } from './arrayFile.ts';
import { type Fail, SAVE_AGAIN } from './importError.ts';

/** Values decoded at a time: keeps the passing copies small. */
const BATCH = 2 ** 16;

type Values = Float32Array | Float64Array;

/** Allocates for `layout.count` values, which the caller has bounded. Every machine that runs a browser is little-endian. */
export class ElementDecoder {
  private readonly layout: ArrayLayout;
  private readonly fail: Fail;
  private readonly values: Values;
  /** Where the next value goes, for an array stored first axis fastest; null where it goes next to the last. */
  private readonly place: (() => number) | null;
  private readonly rest: Uint8Array;
  private restLength = 0;
  private decoded = 0;

  constructor(layout: ArrayLayout, fail: Fail) {
    this.layout = layout;
    this.fail = fail;
    const single = layout.dtype === 'f16' || layout.dtype === 'bf16' || layout.dtype === 'f32';
    this.values = single ? new Float32Array(layout.count) : new Float64Array(layout.count);
    this.place = layout.fortran && layout.shape.length > 1 ? rowMajorPlaces(layout.shape) : null;
    this.rest = new Uint8Array(layout.width);
  }

  /** Takes the next bytes of the array; more than it has are refused. */
  push(piece: Uint8Array): void {
    const { width } = this.layout;
    let from = 0;
    if (this.restLength > 0) {
      from = Math.min(width - this.restLength, piece.length);
      this.rest.set(piece.subarray(0, from), this.restLength);
      this.restLength += from;
      if (this.restLength < width) return;
      this.restLength = 0;
      this.decode(this.rest);
    }
    const whole = from + Math.floor((piece.length - from) / width) * width;
    for (; from < whole; from += BATCH * width) this.decode(piece.subarray(from, Math.min(from + BATCH * width, whole)));
    this.rest.set(piece.subarray(whole));
    this.restLength = piece.length - whole;
  }

  /** All values, row-major, once every byte has come. */
  finish(): Values {
    if (this.decoded !== this.layout.count || this.restLength > 0) throw this.miscount();
    return this.values;
  }

  private decode(bytes: Uint8Array): void {
    const batch = this.numbers(littleEndianCopy(bytes, this.layout));
    if (this.decoded + batch.length > this.layout.count) throw this.miscount();
    if (this.place === null) this.values.set(batch, this.decoded);
    else for (const value of batch) this.values[this.place()] = value;
    this.decoded += batch.length;
  }

  private numbers(bytes: Uint8Array): Values {
    const { buffer } = bytes;
    switch (this.layout.dtype) {
      case 'f32': return new Float32Array(buffer);
      case 'f16': return decodeFloat16(bytes);
      case 'bf16': return decodeBfloat16(bytes);
      case 'f64': return new Float64Array(buffer);
      case 'i8': return Float64Array.from(new Int8Array(buffer));
      case 'u8': return Float64Array.from(bytes);
      case 'i16': return Float64Array.from(new Int16Array(buffer));
      case 'u16': return Float64Array.from(new Uint16Array(buffer));
      case 'i32': return Float64Array.from(new Int32Array(buffer));
      case 'u32': return Float64Array.from(new Uint32Array(buffer));
      case 'i64': return this.safeIntegers(new BigInt64Array(buffer));
      case 'u64': return this.safeIntegers(new BigUint64Array(buffer));
      case 'bool': return this.booleans(bytes);
      case 'text': throw new TypeError('text is no number');
    }
  }

  private safeIntegers(integers: BigInt64Array | BigUint64Array): Float64Array {
    const numbers = new Float64Array(integers.length);
    for (let i = 0; i < integers.length; i++) {
      const number = Number(integers[i]);
      if (!Number.isSafeInteger(number)) {
        const { name } = this.layout;
        throw this.fail('invalid', name, `Array ${shortened(name)} holds ${integers[i]}; integers are read up to 2^53.`, 'Save the array as float64, or leave it out.');
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private booleans(bytes: Uint8Array): Float64Array {
    const odd = bytes.find((byte) => byte > 1);
    if (odd !== undefined) throw this.fail('invalid', this.layout.name, `Array ${shortened(this.layout.name)} holds the byte ${odd}; a boolean is 0 or 1.`, SAVE_AGAIN);
    return Float64Array.from(bytes);
  }

  private miscount(): Error {
    const { name, count } = this.layout;
    return this.fail('size-mismatch', name, `Array ${shortened(name)} does not have the bytes of its ${count} values.`, SAVE_AGAIN);
  }
}

/** A copy of whole values at the start of a buffer of its own, least significant byte first. */
function littleEndianCopy(bytes: Uint8Array, { width, bigEndian }: ArrayLayout): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  if (bigEndian) for (let at = 0; at < copy.length; at += width) copy.subarray(at, at + width).reverse();
  return copy;
}

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
