/** The browser's database of files opened before. Nothing is in it without the reader's leave. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { FailureError } from '../../worker/failure.ts';

/** What the reader allows to be kept of opened files. */
export interface RecentLeave {
  /** Files that are opened are remembered on this device. */
  readonly remember: boolean;
  /** Small files that the browser cannot find again by itself are kept as copies. */
  readonly keepCopies: boolean;
}

export const NO_LEAVE: RecentLeave = { remember: false, keepCopies: false };

export interface RecentEntry {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly opened: number;
  readonly handle: FileSystemFileHandle | null;
  readonly copy: Blob | null;
}

/** Every method rejects with a FailureError of code `storage`. */
export interface RecentDatabase {
  leave(): Promise<RecentLeave>;
  setLeave(leave: RecentLeave): Promise<void>;
  /** Newest first. */
  entries(): Promise<readonly RecentEntry[]>;
  put(entry: RecentEntry): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

interface RecentSchema extends DBSchema {
  files: { key: string; value: RecentEntry };
  leave: { key: string; value: RecentLeave };
}

const NAME = 'contextscope-recent';
const LEAVE = 'leave';

/** Rejects with a FailureError of code `storage` where there is no database or it may not be used. */
export async function openRecentDatabase(): Promise<RecentDatabase> {
  const database = await attempt(connect);
  return {
    leave: () => attempt(async () => (await database.get('leave', LEAVE)) ?? NO_LEAVE),
    setLeave: (leave) => attempt(async () => void (await database.put('leave', leave, LEAVE))),
    entries: () => attempt(async () => (await database.getAll('files')).sort((a, b) => b.opened - a.opened)),
    put: (entry) => attempt(async () => void (await database.put('files', entry))),
    remove: (keys) =>
      attempt(async () => {
        const transaction = database.transaction('files', 'readwrite');
        await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
      }),
    clear: () => attempt(() => database.clear('files')),
  };
}

function connect(): Promise<IDBPDatabase<RecentSchema>> {
  if (typeof indexedDB === 'undefined') return Promise.reject(new Error('this browser has no IndexedDB'));
  return new Promise((resolve, reject) => {
    openDB<RecentSchema>(NAME, 1, {
      upgrade(database) {
        database.createObjectStore('files', { keyPath: 'key' });
        database.createObjectStore('leave');
      },
      blocked: () => reject(new Error('another tab holds an older version of it')),
    }).then(resolve, reject);
  });
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageFailure(error);
  }
}

/** What a storage error means to the reader. */
export function storageFailure(error: unknown): FailureError {
  const name = error instanceof Error ? error.name : '';
  const full = name === 'QuotaExceededError';
  const denied = name === 'SecurityError' || name === 'InvalidStateError';
  const text = error instanceof Error ? error.message : String(error);
  return new FailureError({
    code: 'storage',
    file: null,
    field: full ? 'quota' : null,
    message: full
      ? 'The browser has no room left to remember files.'
      : `The browser’s storage for remembered files cannot be used${denied ? ': it is blocked for this page' : ` (${text})`}.`,
    remedy: full
      ? 'Forget some of the files remembered here, or free space on this device; what is open stays open.'
      : 'Everything else works without it: open files as before. A private window or a setting of the browser may block it.',
  });
}
