/**
 * Recordings kept on the device because the reader asked for them. A file lies in Cache Storage in pieces, so that one
 * layer of a large recording is read without touching the rest; its entry is written last, so that a file is there
 * whole or not at all.
 */

/** Bytes of one piece. */
export const PIECE_BYTES = 4 * 1024 * 1024;

export interface KeptFile {
  /** Absolute address the file came from, and is asked for under. */
  readonly url: string;
  readonly title: string;
  readonly bytes: number;
  readonly etag: string | null;
  /** SHA-256 that the catalog gave when the file was kept; null for a file no catalog lists. */
  readonly sha256: string | null;
  /** When it was kept, as an ISO time. */
  readonly keptAt: string;
}

export interface KeptFiles {
  list(): Promise<readonly KeptFile[]>;
  find(url: string): Promise<KeptFile | null>;
  /** Bytes [start, end) of a kept file. Rejects when a piece is gone: the browser may clear storage under pressure. */
  read(file: KeptFile, start: number, end: number): Promise<Blob>;
  putPiece(url: string, index: number, bytes: Blob): Promise<void>;
  /** Makes the file whole: from now on it is listed. */
  putEntry(file: KeptFile): Promise<void>;
  /** Removes the file, or what an interrupted download left of it. */
  remove(url: string): Promise<void>;
}

/** Files kept for the folder at `scope`, an absolute address ending in a slash: several copies may share one origin. */
export function keptFiles(scope: string, storage: CacheStorage): KeptFiles {
  const name = `contextscope-kept ${scope}`;
  const folder = (url: string) => `${scope}kept/${encodeURIComponent(url)}/`;
  const entryKey = (url: string) => `${folder(url)}entry`;
  const pieceKey = (url: string, index: number) => `${folder(url)}${index}`;
  const open = () => storage.open(name);
  /** Opening a cache creates it; a reader who keeps nothing should have none. */
  const existing = async () => ((await storage.has(name)) ? open() : null);

  async function entry(cache: Cache, key: string): Promise<KeptFile | null> {
    const found = await cache.match(key);
    return found === undefined ? null : ((await found.json()) as KeptFile);
  }

  return {
    async list() {
      const cache = await existing();
      if (cache === null) return [];
      const keys = (await cache.keys()).map(({ url }) => url).filter((url) => url.endsWith('/entry'));
      const files = await Promise.all(keys.map((key) => entry(cache, key)));
      return files.filter((file) => file !== null).sort((a, b) => a.title.localeCompare(b.title));
    },
    async find(url) {
      const cache = await existing();
      return cache === null ? null : entry(cache, entryKey(url));
    },
    async read({ url }, start, end) {
      const cache = await open();
      const parts: Blob[] = [];
      for (let at = start; at < end; ) {
        const index = Math.floor(at / PIECE_BYTES);
        const offset = index * PIECE_BYTES;
        const piece = await cache.match(pieceKey(url, index));
        if (piece === undefined) throw new Error(`Piece ${index} of ${url} is gone from this device.`);
        const until = Math.min(end, offset + PIECE_BYTES);
        parts.push((await piece.blob()).slice(at - offset, until - offset));
        at = until;
      }
      return new Blob(parts);
    },
    async putPiece(url, index, bytes) {
      await (await open()).put(pieceKey(url, index), new Response(bytes));
    },
    async putEntry(file) {
      await (await open()).put(entryKey(file.url), new Response(JSON.stringify(file)));
    },
    async remove(url) {
      const cache = await existing();
      if (cache === null) return;
      // The entry first: without it the pieces are never read.
      await cache.delete(entryKey(url));
      for (const { url: key } of await cache.keys()) if (key.startsWith(folder(url))) await cache.delete(key);
      if ((await cache.keys()).length === 0) await storage.delete(name);
    },
  };
}
