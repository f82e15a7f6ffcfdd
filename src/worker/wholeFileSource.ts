/** A file that its server sends only whole: kept in memory while there is room, and sent again when it is wanted later. */
import { memoryByteSource, type ByteSource } from '../core/recording/byteSource.ts';
import { SharedTasks } from './sharedTasks.ts';

/** Where the copy is kept; it may be gone by the next time. */
export interface CopyShelf {
  get(): Uint8Array | undefined;
  set(bytes: Uint8Array): void;
}

/** A shelf that never lets go. */
export function ownShelf(): CopyShelf {
  let kept: Uint8Array | undefined;
  return { get: () => kept, set: (bytes) => void (kept = bytes) };
}

type Download = (signal: AbortSignal | undefined, onProgress: (done: number, total: number | null) => void) => Promise<Uint8Array>;

/** @param again sends the file anew; rejects when it is another one by now */
export function wholeFileSource(name: string, bytes: Uint8Array, shelf: CopyShelf, again: Download): ByteSource {
  const byteLength = bytes.byteLength;
  const downloads = new SharedTasks<Uint8Array, { readonly done: number; readonly total: number }>();
  shelf.set(bytes);
  return {
    name,
    byteLength,
    async read(start, end, signal, onProgress) {
      const download = (shared: AbortSignal, tell: (progress: { done: number; total: number }) => void) =>
        again(shared, (done, total) => tell({ done, total: total ?? byteLength }));
      let kept = shelf.get();
      if (kept === undefined) {
        kept = await downloads.run('whole', download, signal, ({ done, total }) => onProgress?.(done, total));
        shelf.set(kept);
      }
      return memoryByteSource(name, kept).read(start, end, signal);
    },
  };
}
