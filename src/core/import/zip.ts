/**
 * The directory of a zip archive. zip.js finds and checks the records (zip64, data descriptors, local headers, overlaps, anything
 * ambiguous is refused); the entries' data are read by `zipEntryStream`, which can be bounded, cancelled and checked on the way.
 */
import {
  type Entry,
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_BAD_FORMAT,
  ERR_EOCDR_NOT_FOUND,
  ERR_OVERLAPPING_ENTRY,
  type ReadableReader,
  WARNING_TRAILING_CENTRAL_DIRECTORY_DATA,
  WARNING_UNSORTED_CENTRAL_DIRECTORY,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-reader.js';
import { type ByteSource, type ByteStream, PIECE_BYTES, readExactly, sourceStream } from '../recording/byteSource.ts';
import { RecordingError, shortened } from '../recording/failure.ts';
import { crc32 } from '../recording/crc32.ts';
import { DOWNLOAD_AGAIN, type Fail, failIn, SAVE_AGAIN } from './importError.ts';
import { MAX_ARRAYS, MAX_DEFLATE_RATIO, MAX_ZIP_DIRECTORY_BYTES } from './limits.ts';

export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  /** First byte of the data in the archive. */
  readonly start: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes once inflated, as announced; no larger than deflate could make of `packed`. */
  readonly size: number;
  readonly crc: number;
}

/**
 * Anything ambiguous is refused by way of `warnings`; strictness "strict" would also refuse the end records that Python writes from
 * 2 GiB on. Names are taken as they are: nothing is written under them.
 */
const OPTIONS = { strictness: 'balanced', checkLocalDirectory: true, checkLocalFilename: true, maxAppendedDataSize: 0, filenameValidation: 'tolerant' } as const;

/** Files in the archive, folders left out. Rejects with RecordingError, or with what the source rejects with. */
export async function readZipDirectory(source: ByteSource, signal?: AbortSignal): Promise<readonly ZipEntry[]> {
  const fail = failIn(source.name);
  const reader = new SourceReader(source, fail, signal);
  const zip = new ZipReader(reader, OPTIONS);
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (entries.length === MAX_ARRAYS) throw fail('too-large', null, `The archive holds more than ${MAX_ARRAYS} files.`, 'Save the arrays to be shown into a file of their own.');
      if (!entry.directory) entries.push(await checkedEntry(entry, fail));
    }
  } catch (error) {
    if (error instanceof RecordingError || reader.failed) throw error;
    throw archiveFailure(error, fail);
  }
  for (const { reason } of zip.warnings ?? []) {
    // Entries need not be in the order of their data, and a zip64 end record may stand after a directory that does without it.
    const harmless = reason === WARNING_UNSORTED_CENTRAL_DIRECTORY || (reason === WARNING_TRAILING_CENTRAL_DIRECTORY_DATA && (await endsInZip64(reader)));
    if (!harmless) throw contradiction(reason, fail);
  }
  return entries;
}

/** Whether a zip64 end record of 56 bytes, its locator of 20 and the end record of 22 close the archive. */
async function endsInZip64(reader: SourceReader): Promise<boolean> {
  const tail = await reader.readUint8Array(reader.size - 98, 98);
  const signature = (at: number): number => new DataView(tail.buffer, tail.byteOffset + at).getUint32(0, true);
  return tail.length === 98 && signature(0) === 0x06064b50 && signature(56) === 0x07064b50 && signature(76) === 0x06054b50;
}

async function checkedEntry(entry: Entry, fail: Fail): Promise<ZipEntry> {
  const { filename: name, compressionMethod: method, compressedSize: packed, uncompressedSize: size, crc32: crc } = entry;
  if (entry.directory) throw new TypeError('folders have no data');
  if (entry.encrypted) throw fail('invalid', name, `Entry ${shortened(name)} of the archive is encrypted.`, 'Unpack the archive, and open the arrays in it.');
  if (method !== 0 && method !== 8) throw fail('invalid', name, `Entry ${shortened(name)} is compressed by method ${method}; stored and deflated entries are read.`, 'Save the arrays with numpy.savez or numpy.savez_compressed.');
  if (method === 0 ? size !== packed : size > packed * MAX_DEFLATE_RATIO) {
    throw fail('size-mismatch', name, `Entry ${shortened(name)} claims ${size} bytes, which its ${packed} in the archive cannot hold.`, SAVE_AGAIN);
  }
  // Reads the local header, and no data: sizes, names and checksums must agree, and no two entries may share bytes.
  await entry.getData(new WritableStream(), { checkOverlappingEntryOnly: true, checkOverlappingEntry: true });
  const start = entry.localDirectory?.dataOffset;
  if (start === undefined || crc === undefined) throw new TypeError('an entry without encryption has a local header and a checksum');
  return { name, deflated: method === 8, start, packed, size, crc };
}

/** What zip.js asks for, from a ByteSource. Reads are clipped to the file, as zip.js expects, and bounded. */
class SourceReader implements ReadableReader {
  /** Asked for by the type; zip.js reads by `readUint8Array` where there is one. */
  readonly readable = new ReadableStream();
  readonly size: number;
  /** The source itself has rejected. */
  failed = false;
  private readonly source: ByteSource;
  private readonly fail: Fail;
  private readonly signal: AbortSignal | undefined;

  constructor(source: ByteSource, fail: Fail, signal: AbortSignal | undefined) {
    this.size = source.byteLength;
    this.source = source;
    this.fail = fail;
    this.signal = signal;
  }

  async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    if (!(offset >= 0 && length >= 0 && offset <= this.size)) return new Uint8Array();
    if (end - offset > MAX_ZIP_DIRECTORY_BYTES) {
      throw this.fail('too-large', null, `The archive's directory claims ${end - offset} bytes; at most ${MAX_ZIP_DIRECTORY_BYTES} are read.`, SAVE_AGAIN);
    }
    try {
      return await readExactly(this.source, offset, end, this.fail, this.signal);
    } catch (error) {
      this.failed = true;
      throw error;
    }
  }
}

function archiveFailure(error: unknown, fail: Fail): RecordingError {
  const message = error instanceof Error ? error.message : String(error);
  if (message === ERR_EOCDR_NOT_FOUND || message === ERR_BAD_FORMAT) {
    return fail('truncated', null, 'The archive has no readable directory at its end.', DOWNLOAD_AGAIN);
  }
  if (message === ERR_OVERLAPPING_ENTRY) return fail('invalid', null, 'Two entries of the archive share bytes.', SAVE_AGAIN);
  const reason = error instanceof Error && 'reason' in error ? String(error.reason) : '';
  return contradiction(message === ERR_AMBIGUOUS_ARCHIVE ? reason : message, fail);
}

function contradiction(reason: string, fail: Fail): RecordingError {
  return fail('invalid', null, `The archive's records contradict one another: ${reason.slice(0, 100).toLowerCase()}.`, SAVE_AGAIN);
}

// The data of one zip entry, inflated piece by piece.

/** Bytes of the archive read for an entry's first bytes. */
const HEAD_PIECE = 4096;

/**
 * All data of an entry. Inflating stops as soon as it gives more than was announced; less, or another checksum, is refused at the
 * end: `take` has then heard data that are not sound.
 */
export function zipEntryStream(source: ByteSource, entry: ZipEntry): ByteStream {
  const fail = failIn(source.name);
  return async (take, signal, onProgress) => {
    let size = 0;
    let crc = 0;
    const checked = (piece: Uint8Array): void => {
      size += piece.length;
      if (size > entry.size) throw wrongSize(entry, fail);
      crc = crc32(piece, crc);
      take(piece);
    };
    await rawStream(source, entry, PIECE_BYTES, fail)(checked, signal, onProgress);
    if (size !== entry.size) throw wrongSize(entry, fail);
    if (crc !== entry.crc) throw fail('invalid', entry.name, `The data of ${shortened(entry.name)} do not have the checksum that the archive gives.`, 'Download or copy the file again; it was damaged on the way.');
  };
}

/** First `length` bytes of an entry, or all where it has fewer; their checksum is not known yet. */
export async function zipEntryHead(source: ByteSource, entry: ZipEntry, length: number, signal?: AbortSignal): Promise<Uint8Array> {
  const fail = failIn(source.name);
  const head = new Uint8Array(Math.min(length, entry.size));
  let at = 0;
  const enough = new Error('enough');
  try {
    await rawStream(source, entry, HEAD_PIECE, fail)((piece) => {
      const taken = piece.subarray(0, head.length - at);
      head.set(taken, at);
      at += taken.length;
      if (at === head.length) throw enough;
    }, signal);
  } catch (error) {
    if (error !== enough) throw error;
  }
  if (at < head.length) throw wrongSize(entry, fail);
  return head;
}

function rawStream(source: ByteSource, { name, deflated, start, packed }: ZipEntry, pieceBytes: number, fail: Fail): ByteStream {
  if (!deflated) return sourceStream(source, start, start + packed, fail, pieceBytes);
  return async (take, signal, onProgress) => {
    let at = 0;
    let sourceFault: { readonly error: unknown } | null = null;
    const packedBytes = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        async pull(controller) {
          if (at === packed) return controller.close();
          const end = Math.min(at + pieceBytes, packed);
          try {
            controller.enqueue(new Uint8Array(await readExactly(source, start + at, start + end, fail, signal)));
          } catch (error) {
            sourceFault = { error };
            throw error;
          }
          at = end;
          onProgress?.(at, packed);
        },
      },
      { highWaterMark: 0 },
    );
    const inflated = packedBytes.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (;;) {
      const next = await inflated.read().catch((): never => {
        if (sourceFault !== null) throw sourceFault.error;
        throw fail('invalid', name, `The data of ${shortened(name)} cannot be inflated.`, 'Download or copy the file again; it was damaged on the way.');
      });
      if (next.done) return;
      try {
        take(next.value);
      } catch (error) {
        await inflated.cancel().catch(() => undefined);
        throw error;
      }
    }
  };
}

function wrongSize({ name, size }: ZipEntry, fail: Fail): Error {
  return fail('size-mismatch', name, `The data of ${shortened(name)} are not the ${size} bytes that the archive announces.`, SAVE_AGAIN);
}
