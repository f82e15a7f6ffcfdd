/** Named arrays in one `.npz` file: a zip of `.npy` files, as `numpy.load` reads it. */
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { npyBytes, type NpyArray } from './npy.ts';

// A worker would be fetched from a blob address, which a strict content policy refuses.
configure({ useWebWorkers: false });

/** The zip format cannot say less; one date for all files makes equal data equal bytes. */
const DATE = new Date(1980, 0, 1);

export type NamedArray = readonly [name: string, array: NpyArray];

/** Deflated. Throws RangeError on a name that is not letters, digits, `_` or `-`, or is given twice. */
export async function npzBytes(arrays: readonly NamedArray[], signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const names = new Set<string>();
  for (const [name] of arrays) {
    if (!/^[\w-]{1,80}$/.test(name)) throw new RangeError(`"${name}" cannot name an array`);
    if (names.has(name)) throw new RangeError(`array ${name} is given twice`);
    names.add(name);
  }
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 6, lastModDate: DATE, extendedTimestamp: false, dataDescriptor: false });
  for (const [name, array] of arrays) {
    await zip.add(`${name}.npy`, new Uint8ArrayReader(npyBytes(array)), signal === undefined ? {} : { signal });
  }
  return zip.close();
}

/** Largest entry read back here, in bytes: a manifest is some kilobytes, four bytes a letter. */
const LARGEST_ENTRY = 64 * 2 ** 20;

/** The bytes of one array of an `.npz` file; null where it is no zip, or has no such array. */
export async function npzEntry(file: Uint8Array, name: string): Promise<Uint8Array | null> {
  const zip = new ZipReader(new Uint8ArrayReader(file));
  try {
    const entry = (await zip.getEntries()).find(({ filename }) => filename === `${name}.npy`);
    if (entry === undefined || entry.directory || entry.uncompressedSize > LARGEST_ENTRY) return null;
    return await entry.getData(new Uint8ArrayWriter());
  } catch {
    return null;
  } finally {
    await zip.close();
  }
}
