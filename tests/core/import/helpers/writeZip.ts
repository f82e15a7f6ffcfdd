/** Zip archives in memory, sound or with one lie, written without the code under test. */
import { crc32, deflateRawSync } from 'node:zlib';
import { encode, joined } from './writeNpy.ts';

export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflate?: boolean;
  /** What the records say in place of the truth, in the local header and in the directory. */
  readonly size?: number;
  readonly packed?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  /** In the directory only. */
  readonly offset?: number;
  /** Data of the entry as they lie in the file, in place of the deflated ones. */
  readonly raw?: Uint8Array;
}

export interface ZipOptions {
  /** Entries that the end record announces, in place of the truth. */
  readonly entries?: number;
  readonly directoryBytes?: number;
}

/** Bytes given as [value, width] pairs, least significant first. */
function record(...fields: readonly (readonly [value: number, width: 2 | 4])[]): Uint8Array {
  return joined(...fields.map(([value, width]) => Uint8Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i) % 256)));
}

export function writeZip(parts: readonly ZipPart[], options: ZipOptions = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    const { data, deflate = false, flags = 0 } = part;
    const raw = part.raw ?? (deflate ? new Uint8Array(deflateRawSync(data)) : data);
    const name = encode(part.name);
    const method = part.method ?? (deflate ? 8 : 0);
    const sizes = [[part.crc ?? crc32(data), 4], [part.packed ?? raw.length, 4], [part.size ?? data.length, 4], [name.length, 2], [0, 2]] as const;
    const local = joined(record([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [0, 2], [0x21, 2], ...sizes), name, raw);
    directory.push(record([0x02014b50, 4], [20, 2], [20, 2], [flags, 2], [method, 2], [0, 2], [0x21, 2], ...sizes, [0, 2], [0, 2], [0, 2], [0, 4], [part.offset ?? at, 4]), name);
    locals.push(local);
    at += local.length;
  }
  const listed = joined(...directory);
  const count = options.entries ?? parts.length;
  const end = record([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [options.directoryBytes ?? listed.length, 4], [at, 4], [0, 2]);
  return joined(...locals, listed, end);
}
