/** Computed results that this browser keeps for later: how much they are, and a way to clear them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeptSize, ResultDatabase } from '../../worker/kept/database.ts';

export interface ResultStorageState {
  /** `unavailable`: the browser keeps none, or does not say. */
  readonly status: 'unread' | 'ready' | 'unavailable';
  readonly size: KeptSize;
}

export type ResultStorageStore = StoreApi<ResultStorageState>;

/** No method rejects: where nothing can be kept there is nothing to show. */
export interface ResultStorage {
  readonly store: ResultStorageStore;
  readonly read: () => Promise<void>;
  readonly clear: () => Promise<void>;
}

const NONE: KeptSize = { results: 0, bytes: 0 };

/** The database's code comes when it is first asked for. */
const openDatabase = async (): Promise<ResultDatabase> => (await import('../../worker/kept/database.ts')).openResultDatabase();

export function createResultStorage(connect: () => Promise<ResultDatabase> = openDatabase): ResultStorage {
  const store = createStore<ResultStorageState>()(() => ({ status: 'unread', size: NONE }));
  let opening: Promise<ResultDatabase> | null = null;

  async function withDatabase(work: (database: ResultDatabase) => Promise<void>): Promise<void> {
    try {
      const database = await (opening ??= connect());
      await work(database);
      store.setState({ status: 'ready', size: await database.size() });
    } catch {
      opening = null;
      store.setState({ status: 'unavailable', size: NONE });
    }
  }

  return {
    store,
    read: () => withDatabase(() => Promise.resolve()),
    clear: () => withDatabase((database) => database.clear()),
  };
}
