/** Files the reader has opened before, remembered on this device with the reader's leave and never without. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { FailureError, failureOf, type Failure } from '../../worker/failure.ts';
import { fileOfHandle, type PickedFile } from './pickedFile.ts';
import { type RecentDatabase, type RecentEntry, type RecentLeave, NO_LEAVE } from './recentDatabase.ts';

/** Largest file of which a copy is kept, in bytes. */
export const MAX_COPY_BYTES = 20_000_000;
/** Files remembered; the one opened longest ago goes first. */
export const MAX_RECENT = 12;

export interface RecentFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly opened: number;
  /** How it can be opened again: by its handle, from its copy, or only by choosing it anew. */
  readonly kept: 'handle' | 'copy' | 'name';
}

export interface RecentState extends RecentLeave {
  readonly status: 'unread' | 'ready' | 'unavailable';
  readonly files: readonly RecentFile[];
  /** Why the last thing asked of it was not done. */
  readonly failure: Failure | null;
}

export type RecentStore = StoreApi<RecentState>;

/** No method rejects except `open`; what goes wrong is in the store's `failure`. */
export interface RecentFiles {
  readonly store: RecentStore;
  /** Reads what is remembered, once. */
  readonly load: () => Promise<void>;
  /** Withdrawing the leave to remember forgets everything. */
  readonly setLeave: (leave: RecentLeave) => Promise<void>;
  /** Remembers a file that has opened, where there is leave. Resolves with why it could not be, or null. */
  readonly remember: (picked: PickedFile) => Promise<Failure | null>;
  /** null when it can only be chosen anew. Rejects with a FailureError. */
  readonly open: (key: string) => Promise<PickedFile | null>;
  readonly forget: (key: string) => Promise<void>;
  readonly forgetAll: () => Promise<void>;
  /** The file of this name opened last that can be opened without choosing it anew. */
  readonly named: (name: string) => RecentFile | null;
}

export interface RecentFilesOptions {
  readonly connect?: () => Promise<RecentDatabase>;
  readonly readHandle?: (handle: FileSystemFileHandle) => Promise<File>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The database's code comes when it is first asked for. */
const openDatabase = async (): Promise<RecentDatabase> => (await import('./recentDatabase.ts')).openRecentDatabase();

export function createRecentFiles({ connect = openDatabase, readHandle = fileOfHandle, now = Date.now }: RecentFilesOptions = {}): RecentFiles {
  const store = createStore<RecentState>()(() => ({ status: 'unread', ...NO_LEAVE, files: [], failure: null }));
  const entries = new Map<string, RecentEntry>();
  let loading: Promise<RecentDatabase | null> | null = null;

  const show = (failure: Failure | null = null) =>
    store.setState({ files: [...entries.values()].sort((a, b) => b.opened - a.opened).map(summary), failure });

  async function read(): Promise<RecentDatabase | null> {
    try {
      const database = await connect();
      for (const entry of await database.entries()) entries.set(entry.key, entry);
      store.setState({ status: 'ready', ...(await database.leave()) });
      show();
      return database;
    } catch (error) {
      store.setState({ status: 'unavailable', failure: failureOf(error, null) });
      return null;
    }
  }

  const database = () => (loading ??= read());

  /** Does something with the database, where there is one; its failure goes to the store and is returned. */
  async function change(work: (database: RecentDatabase) => Promise<void>): Promise<Failure | null> {
    const opened = await database();
    if (opened === null) return store.getState().failure;
    try {
      await work(opened);
      show();
      return null;
    } catch (error) {
      const failure = failureOf(error, null);
      show(failure);
      return failure;
    }
  }

  async function forget(keys: readonly string[]): Promise<void> {
    await change(async (opened) => {
      await opened.remove(keys);
      keys.forEach((key) => entries.delete(key));
    });
  }

  /** A copy that does not fit is left out, and the file is remembered by name. */
  async function putEntry(opened: RecentDatabase, entry: RecentEntry): Promise<void> {
    try {
      await opened.put(entry);
      entries.set(entry.key, entry);
    } catch (error) {
      if (entry.copy === null) throw error;
      const named = { ...entry, copy: null };
      await opened.put(named);
      entries.set(entry.key, named);
      throw error;
    }
  }

  return {
    store,
    load: async () => void (await database()),
    async setLeave({ remember, keepCopies }) {
      if (store.getState().status === 'unread') await database();
      const before = store.getState();
      if (before.status === 'unavailable') return;
      // Shown at once, for a box that waits for the database would spring back under the reader's finger.
      store.setState({ remember, keepCopies });
      const failure = await change(async (opened) => {
        await opened.setLeave({ remember, keepCopies });
        if (remember) return;
        await opened.clear();
        entries.clear();
      });
      if (failure !== null) store.setState({ remember: before.remember, keepCopies: before.keepCopies });
    },
    async remember({ file, handle }) {
      const opened = await database();
      const { remember, keepCopies } = store.getState();
      if (opened === null || !remember) return null;
      const key = `${file.name}/${file.size}/${file.lastModified}`;
      const copies = handle === null && keepCopies && file.size <= MAX_COPY_BYTES;
      const entry: RecentEntry = { key, name: file.name, size: file.size, modified: file.lastModified, opened: now(), handle, copy: copies ? file : null };
      const failure = await change((into) => putEntry(into, entry));
      const excess = [...entries.values()].sort((a, b) => b.opened - a.opened).slice(MAX_RECENT);
      if (excess.length > 0) await forget(excess.map((old) => old.key));
      return failure;
    },
    async open(key) {
      await database();
      const entry = entries.get(key);
      if (entry === undefined) throw new FailureError(forgotten());
      if (entry.handle !== null) return { file: await readHandle(entry.handle), handle: entry.handle };
      if (entry.copy === null) return null;
      return { file: new File([entry.copy], entry.name, { lastModified: entry.modified }), handle: null };
    },
    forget: (key) => forget([key]),
    async forgetAll() {
      await change(async (opened) => {
        await opened.clear();
        entries.clear();
      });
    },
    named: (name) => store.getState().files.find((file) => file.name === name && file.kept !== 'name') ?? null,
  };
}

function summary({ key, name, size, opened, handle, copy }: RecentEntry): RecentFile {
  return { key, name, size, opened, kept: handle !== null ? 'handle' : copy !== null ? 'copy' : 'name' };
}

function forgotten(): Failure {
  return {
    code: 'not-found',
    file: null,
    field: null,
    message: 'This file is no longer remembered.',
    remedy: 'Choose it anew.',
  };
}
