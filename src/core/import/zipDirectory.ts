/**
 * The directory of a zip archive. zip.js finds and checks the records (zip64, data descriptors, local headers, overlaps, anything
 * ambiguous is refused); the entries' data are read by `zipEntryStream`, which can be bounded, cancelled and checked on the way.
 */
import {
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_BAD_FORMAT,
  ERR_EOCDR_NOT_FOUND,
  ERR_OVERLAPPING_ENTRY,
  WARNING_TRAILING_CENTRAL_DIRECTORY_DATA,
  WARNING_UNSORTED_CENTRAL_DIRECTORY,
  ZipReader,
  type Entry,
  type ReadableReader,
} from '@zip.js/zip.js/lib/zip-core-reader.js';
import type { ByteSource } from '../recording/byteSource.ts';
import { RecordingError, shortened } from '../recording/recordingError.ts';
import { readExactly } from './byteStream.ts';
import { DOWNLOAD_AGAIN, failIn, SAVE_AGAIN, type Fail } from './importError.ts';
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
