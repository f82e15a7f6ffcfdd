import type { ByteSource, ByteStream } from '../recording/byteSource.ts';
import type { ArrayFile } from './arrayFile.ts';
import { binaryArrayFile, type StoredArray } from './binaryArrayFile.ts';
import { blockSource } from './meansReader.ts';
import { failIn } from './importError.ts';
import { NPY_PREFIX_BYTES, npyDataStart, parseNpyHeader } from './npy.ts';
import { torchRefusal } from './wrongFile.ts';
import { readZipDirectory, type ZipEntry, zipEntryHead, zipEntryStream } from './zip.ts';

/** Enough for the header of nearly every array. */
const HEAD_BYTES = 512;
/** Bytes fetched at a time while the directory and the headers are read. */
const BLOCK_BYTES = 2 ** 16;
/** Blocks held meanwhile: 4 MiB. */
const BLOCKS = 64;

/**
 * Arrays as numpy.savez or savez_compressed write them: one .npy entry each; other entries are passed over. Reads the directory and
 * each array's header. Rejects with RecordingError, or with what the source rejects with.
 */
export async function openNpz(source: ByteSource, signal?: AbortSignal): Promise<ArrayFile> {
  const fail = failIn(source.name);
  const blocks = blockSource(source, BLOCK_BYTES, BLOCKS);
  const entries = await readZipDirectory(blocks, signal);
  if (entries.some(({ name }) => /(^|\/)data\.pkl$/.test(name))) throw torchRefusal(source.name);
  const arrays: StoredArray[] = [];
  for (const entry of entries.filter(({ name }) => name.endsWith('.npy'))) arrays.push(await storedArray(source, blocks, entry, signal));
  if (arrays.length === 0) {
    throw fail('wrong-format', null, 'This zip archive holds no .npy arrays.', 'Save the arrays with numpy.savez, or unpack the archive and open what is in it.');
  }
  return binaryArrayFile(source.name, 'npz', arrays);
}

async function storedArray(source: ByteSource, blocks: ByteSource, entry: ZipEntry, signal: AbortSignal | undefined): Promise<StoredArray> {
  const fail = failIn(source.name);
  const name = entry.name.replace(/\.npy$/, '');
  const head = await zipEntryHead(blocks, entry, HEAD_BYTES, signal);
  const start = npyDataStart(head.subarray(0, NPY_PREFIX_BYTES), entry.size, name, fail);
  const header = start <= head.length ? head.subarray(0, start) : await zipEntryHead(blocks, entry, start, signal);
  const layout = parseNpyHeader(header, entry.size, name, source.name, fail);
  return { layout, stream: afterHeader(zipEntryStream(source, entry), start) };
}

/** The stream without its first `length` bytes. */
function afterHeader(stream: ByteStream, length: number): ByteStream {
  return (take, signal, onProgress) => {
    let left = length;
    return stream((piece) => {
      const skipped = Math.min(left, piece.length);
      left -= skipped;
      if (skipped < piece.length) take(piece.subarray(skipped));
    }, signal, onProgress);
  };
}
