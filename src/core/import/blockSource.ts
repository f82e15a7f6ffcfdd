import type { ByteSource } from '../recording/byteSource.ts';

interface Block {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/**
 * The same bytes, fetched at least `blockBytes` at a time, the last `kept` blocks held: many small reads near one another are
 * then one.
 */
export function blockSource(source: ByteSource, blockBytes: number, kept: number): ByteSource {
  const blocks: Block[] = [];
  return {
    name: source.name,
    byteLength: source.byteLength,
    async read(start, end, signal, onProgress) {
      if (end - start > blockBytes || end > source.byteLength) return source.read(start, end, signal, onProgress);
      const held = blocks.find((block) => start >= block.start && end <= block.start + block.bytes.length);
      const block = held ?? (await fetched(source, start, blockBytes, signal));
      if (held === undefined) {
        blocks.unshift(block);
        blocks.length = Math.min(blocks.length, kept);
      }
      return block.bytes.subarray(start - block.start, end - block.start);
    },
  };
}

/** A read near the end takes the last block: a zip archive is read backwards from there. */
async function fetched(source: ByteSource, start: number, blockBytes: number, signal: AbortSignal | undefined): Promise<Block> {
  const from = Math.max(0, Math.min(start, source.byteLength - blockBytes));
  return { start: from, bytes: await source.read(from, Math.min(from + blockBytes, source.byteLength), signal) };
}
