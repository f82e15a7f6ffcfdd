/** Small damage to a file: bits, bytes, pieces, numbers binary and written, and words of its format. */
import type { Random } from './random.ts';

export interface MutationSource {
  /** Other sound files of the format, to splice in. */
  readonly corpus: readonly Uint8Array[];
  /** Words that mean something to the format's readers. */
  readonly words: readonly string[];
}

const NUMBERS = ['0', '1', '-1', '2', '3', '7', '255', '65536', '4294967295', '4294967296', '9007199254740991', '9007199254740993', '1e999', '-0', '0.5', '1e-7', '99999999999999999999'];
const INTEGERS = [0n, 1n, 2n, 4n, 127n, 255n, 256n, 0x7fffn, 0xffffn, 0x7fffffffn, 0x80000000n, 0xffffffffn, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n];

type Mutation = (bytes: Uint8Array, random: Random, source: MutationSource) => Uint8Array;

/** One to four mutations, such that something changes. */
export function mutate(bytes: Uint8Array, random: Random, source: MutationSource): Uint8Array {
  let mutated = bytes;
  for (let left = random.chance(0.6) ? 1 : 2 + random.below(3); left > 0 || same(mutated, bytes); left--) mutated = random.pick(MUTATIONS)(mutated, random, source);
  return mutated;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function replaced(bytes: Uint8Array, start: number, end: number, middle: Uint8Array): Uint8Array {
  const result = new Uint8Array(start + middle.length + bytes.length - end);
  result.set(bytes.subarray(0, start));
  result.set(middle, start);
  result.set(bytes.subarray(end), start + middle.length);
  return result;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A piece of up to 40 bytes, or now and then of any length. */
function piece(bytes: Uint8Array, random: Random): readonly [start: number, end: number] {
  const start = random.below(bytes.length + 1);
  const longest = random.chance(0.1) ? bytes.length : 40;
  return [start, Math.min(bytes.length, start + random.below(longest + 1))];
}

const flipBit: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  if (copy.length > 0) copy[random.below(copy.length)]! ^= 1 << random.below(8);
  return copy;
};

const setByte: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  if (copy.length > 0) copy[random.below(copy.length)] = random.chance(0.5) ? random.below(256) : random.pick([0, 1, 0x7f, 0x80, 0xff, 0x22, 0x5c, 0x5b, 0x7b, 0x2c]);
  return copy;
};

const insert: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return replaced(bytes, at, at, Uint8Array.from({ length: 1 + random.below(16) }, () => random.below(256)));
};

const remove: Mutation = (bytes, random) => replaced(bytes, ...piece(bytes, random), new Uint8Array());

const repeat: Mutation = (bytes, random) => {
  const [start, end] = piece(bytes, random);
  return replaced(bytes, end, end, bytes.subarray(start, end));
};

const move: Mutation = (bytes, random) => {
  const [start, end] = piece(bytes, random);
  const cut = replaced(bytes, start, end, new Uint8Array());
  const at = random.below(cut.length + 1);
  return replaced(cut, at, at, bytes.subarray(start, end));
};

const overwrite: Mutation = (bytes, random) => {
  const [start, end] = piece(bytes, random);
  const at = random.below(bytes.length + 1);
  return replaced(bytes, at, Math.min(bytes.length, at + end - start), bytes.subarray(start, end));
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1));

const editInteger: Mutation = (bytes, random) => {
  const width = random.pick([2, 4, 8]);
  const copy = bytes.slice();
  if (copy.length < width) return copy;
  const at = random.below(copy.length - width + 1);
  const read = copy.subarray(at, at + width).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let value = random.pick([random.pick(INTEGERS), BigInt(bytes.length), read + 1n, read - 1n, read * 2n]);
  for (let i = 0; i < width; i++, value >>= 8n) copy[at + i] = Number(value & 0xffn);
  return copy;
};

/** Another number in place of one written in digits. */
const editDigits: Mutation = (bytes, random) => {
  const from = random.below(bytes.length + 1);
  const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
  let start = from;
  while (start < bytes.length && !isDigit(bytes[start])) start++;
  let end = start;
  while (isDigit(bytes[end])) end++;
  if (start === end) return bytes;
  const number = Number(new TextDecoder().decode(bytes.subarray(start, end)));
  return replaced(bytes, start, end, encode(random.pick([random.pick(NUMBERS), String(number + 1), String(Math.max(0, number - 1)), String(number * 2)])));
};

const useWord: Mutation = (bytes, random, { words }) => {
  const word = encode(random.pick(words));
  const at = random.below(bytes.length + 1);
  return replaced(bytes, at, random.chance(0.5) ? at : Math.min(bytes.length, at + word.length), word);
};

/** One word of the format in place of another that the file has. */
const swapWord: Mutation = (bytes, random, { words }) => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = encode(random.pick(words));
  const at = text.indexOf(word, random.below(bytes.length + 1));
  return at === -1 ? bytes : replaced(bytes, at, at + word.length, encode(random.pick(words)));
};

/** The beginning of this file and the end of another. */
const splice: Mutation = (bytes, random, { corpus }) => {
  const other = random.pick(corpus);
  return replaced(bytes, random.below(bytes.length + 1), bytes.length, other.subarray(random.below(other.length + 1)));
};

const MUTATIONS: readonly Mutation[] = [flipBit, flipBit, setByte, setByte, insert, remove, repeat, move, overwrite, truncate, editInteger, editInteger, editDigits, editDigits, useWord, swapWord, splice];
