/** Cache Storage in memory, with a limit in bytes at which it is full. */

interface StoredResponse {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
}

export interface FakeCaches extends CacheStorage {
  /** Addresses of everything stored, in all caches. */
  readonly addresses: () => string[];
}

export function createFakeCaches(limit = Infinity): FakeCaches {
  const caches = new Map<string, Map<string, StoredResponse>>();
  const used = () => [...caches.values()].flatMap((cache) => [...cache.values()]).reduce((sum, { body }) => sum + body.byteLength, 0);

  function cacheOver(entries: Map<string, StoredResponse>): Cache {
    return {
      match: (key: string) => {
        const found = entries.get(key);
        return Promise.resolve(found === undefined ? undefined : new Response(found.body.slice(), { headers: found.headers }));
      },
      put: async (key: string, response: Response) => {
        const body = new Uint8Array(await response.arrayBuffer());
        if (used() + body.byteLength > limit) throw new DOMException('no room', 'QuotaExceededError');
        entries.set(key, { body, headers: response.headers });
      },
      delete: (key: string) => Promise.resolve(entries.delete(key)),
      keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
    } as unknown as Cache;
  }

  return {
    addresses: () => [...caches.values()].flatMap((cache) => [...cache.keys()]),
    has: (name: string) => Promise.resolve(caches.has(name)),
    open: (name: string) => {
      if (!caches.has(name)) caches.set(name, new Map());
      return Promise.resolve(cacheOver(caches.get(name)!));
    },
    delete: (name: string) => Promise.resolve(caches.delete(name)),
  } as unknown as FakeCaches;
}
