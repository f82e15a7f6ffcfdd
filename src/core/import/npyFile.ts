import type { ByteSource } from '../recording/byteSource.ts';
import type { ArrayFile } from './arrayFile.ts';
import { binaryArrayFile } from './binaryArrayFile.ts';
import { readExactly, sourceStream } from './byteStream.ts';
import { failIn, fileStem } from './importError.ts';
import { NPY_PREFIX_BYTES, npyDataStart, parseNpyHeader } from './npyHeader.ts';

/** One array as numpy.save writes it, named by the file's stem. Rejects with RecordingError, or as the source does. */
export async function openNpy(source: ByteSource, signal?: AbortSignal): Promise<ArrayFile> {
  const fail = failIn(source.name);
  const total = source.byteLength;
  const name = fileStem(source.name) || 'array';
  const prefix = await readExactly(source, 0, Math.min(NPY_PREFIX_BYTES, total), fail, signal);
  const start = npyDataStart(prefix, total, name, fail);
  const header = await readExactly(source, 0, start, fail, signal);
  const layout = parseNpyHeader(header, total, name, source.name, fail);
  return binaryArrayFile(source.name, 'npy', [{ layout, stream: sourceStream(source, start, total, fail) }]);
}
