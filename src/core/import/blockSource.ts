import type { ByteSource } from '../recording/byteSource.ts';

/** The same bytes, fetched at least `block` at a time, the last block kept: many small reads near one another are then one. */
export function blockSource(source: ByteSource, block: number): ByteSource {
  let kept = { start: 0, bytes: new Uint8Array() };
  return {
    name: source.name,
    byteLength: source.byteLength,
    async read(start, end, signal, onProgress) {
      const within = (): boolean => start >= kept.start && end <= kept.start + kept.bytes.length;
      if (end - start > block || end > source.byteLength) return source.read(start, end, signal, onProgress);
      if (!within()) {
        // A read near the end takes the last block: a zip archive is read backwards from there.
        const from = Math.max(0, Math.min(start, source.byteLength - block));
        const bytes = await source.read(from, Math.min(from + block, source.byteLength), signal, onProgress);
        kept = { start: from, bytes: new Uint8Array(bytes) };
      }
      return within() ? kept.bytes.subarray(start - kept.start, end - kept.start) : source.read(start, end, signal, onProgress);
    },
  };
}
