/**
 * The browser's database of computed results, by the digest of their data and their settings. It holds numbers alone: no
 * name, no word, no address. What it holds may be of anyone who shares the origin: whoever reads a value checks its shape.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/**
 * Version of the formulas behind every kept result, and of their form: raise it whenever the same data and settings would
 * give other numbers or another shape. The database of an earlier version is emptied.
 */
export const RESULTS_VERSION = 2;
/** Bytes of results kept on the device: some thousand layers of a small model. */
const RESULTS_BYTES = 64 * 2 ** 20;
/** Largest share of them that one result may take. */
const RESULT_SHARE = 1 / 4;

const NAME = 'contextscope-results';

export interface KeptSize {
  readonly results: number;
  readonly bytes: number;
}

/** Every method rejects where the browser refuses: no room, a private window, a damaged database. */
export interface ResultDatabase {
  /** undefined: not kept. Counts as a use. */
  get(key: string): Promise<unknown>;
  /** Keeps a value, and lets go of those used longest ago that there is no room for beside it. */
  put(key: string, value: unknown, bytes: number): Promise<void>;
  size(): Promise<KeptSize>;
  clear(): Promise<void>;
}

interface Entry {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly used: number;
}

interface ResultSchema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { used: number } };
  values: { key: string; value: unknown };
}

export interface ResultDatabaseOptions {
  readonly version?: number;
  readonly limitBytes?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Rejects where there is no database, it may not be used, or another page has a later version of it. */
export async function openResultDatabase(options: ResultDatabaseOptions = {}): Promise<ResultDatabase> {
  const { version = RESULTS_VERSION, limitBytes = RESULTS_BYTES, now = Date.now } = options;
  const database = await connect(version);
  const both = () => database.transaction(['entries', 'values'], 'readwrite', { durability: 'relaxed' });
  return {
    async get(key) {
      const transaction = both();
      const [entries, values] = [transaction.objectStore('entries'), transaction.objectStore('values')];
      const [entry, value] = await Promise.all([entries.get(key), values.get(key)]);
      if (entry !== undefined) await entries.put({ ...entry, used: now() });
      await transaction.done;
      return entry === undefined ? undefined : value;
    },
    async put(key, value, bytes) {
      if (bytes > limitBytes * RESULT_SHARE) return;
      const transaction = both();
      const [entries, values] = [transaction.objectStore('entries'), transaction.objectStore('values')];
      const oldestFirst = (await entries.index('used').getAll()).filter((entry) => entry.key !== key);
      let total = oldestFirst.reduce((sum, entry) => sum + entry.bytes, bytes);
      const writes: Promise<unknown>[] = [entries.put({ key, bytes, used: now() }), values.put(value, key)];
      for (const entry of oldestFirst) {
        if (total <= limitBytes) break;
        total -= entry.bytes;
        writes.push(entries.delete(entry.key), values.delete(entry.key));
      }
      await Promise.all([...writes, transaction.done]);
    },
    async size() {
      const entries = await database.getAll('entries');
      return { results: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) };
    },
    async clear() {
      const transaction = both();
      await Promise.all([transaction.objectStore('entries').clear(), transaction.objectStore('values').clear(), transaction.done]);
    },
  };
}

function connect(version: number): Promise<IDBPDatabase<ResultSchema>> {
  if (typeof indexedDB === 'undefined') return Promise.reject(new Error('this browser has no IndexedDB'));
  return openDB<ResultSchema>(NAME, version, {
    upgrade(database) {
      for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name);
      database.createObjectStore('entries', { keyPath: 'key' }).createIndex('used', 'used');
      database.createObjectStore('values');
    },
    // A page of a later version waits for this one to let go.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  });
}
