/** Offline use: the page's own files through the service worker, and recordings that the reader chose to keep. */
import { createStore } from 'zustand/vanilla';
import { keepFile } from '../../offline/keepFile.ts';
import { keptFiles } from '../../offline/keptFiles.ts';
import { offlineContainer } from '../../offline/offlineContainer.ts';
import { startOfflineWorker, type OfflineWorkerOptions } from '../../offline/offlineWorker.ts';
import { failureOf, isCancelled } from '../../worker/failure.ts';
import type { RecordingSource } from '../../worker/protocol.ts';
import type { CatalogEntry } from '../recordings/catalog.ts';
import type { Keepable, Offline, OfflineState } from './offlineTypes.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';

export interface OfflinePorts {
  /** Folder of the page, an absolute address ending in a slash. */
  readonly scope: string;
  readonly caches: CacheStorage | undefined;
  readonly space: (() => Promise<StorageEstimate>) | undefined;
  /** Asks the browser not to clear what is kept when space runs short. */
  readonly persist: (() => Promise<boolean>) | undefined;
  readonly worker: Pick<OfflineWorkerOptions, 'container' | 'url' | 'entry' | 'reload' | 'now'>;
}

export interface OfflineOptions {
  readonly ports: OfflinePorts;
  readonly fetch: typeof globalThis.fetch;
  readonly recordings: RecordingsStore;
  readonly sourceOf: (recordingId: string) => RecordingSource | null;
}

export function browserOffline(): OfflinePorts {
  const scope = new URL('./', document.baseURI).href;
  const storage = (navigator as Partial<Navigator>).storage;
  return {
    scope,
    // Absent on insecure addresses, whatever the types say.
    caches: (globalThis as { caches?: CacheStorage }).caches,
    space: storage === undefined ? undefined : () => storage.estimate(),
    persist: storage === undefined ? undefined : () => storage.persist(),
    worker: {
      container: offlineContainer(),
      url: new URL('sw.js', scope).href,
      entry: import.meta.url,
      reload: () => location.reload(),
      now: () => performance.now(),
    },
  };
}

export interface OfflineWithCatalog extends Offline {
  /** Lets go of kept copies that the catalog says have changed since. Never rejects. */
  readonly dropChanged: (entries: readonly CatalogEntry[], catalogUrl: string) => Promise<void>;
}

export function createOffline({ ports, fetch, recordings, sourceOf }: OfflineOptions): OfflineWithCatalog {
  const files = ports.caches === undefined ? null : keptFiles(ports.scope, ports.caches);
  const store = createStore<OfflineState>()(() => ({
    page: 'absent', update: null, storage: files !== null, kept: [], keeping: null, failure: null, space: null,
  }));
  const life = new AbortController();
  let running: AbortController | null = null;

  const worker = startOfflineWorker({
    ...ports.worker,
    onStatus: (page) => store.setState({ page }),
    onUpdate: () => store.setState({ update: { otherPages: 0 } }),
  });
  const look = () => document.visibilityState === 'visible' && worker.check();
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', look, { signal: life.signal });

  const fail = (error: unknown) => store.setState({ failure: failureOf(error, null) });

  async function refresh(): Promise<void> {
    const kept = (await files?.list()) ?? [];
    const { usage, quota } = (await ports.space?.().catch(() => null)) ?? {};
    store.setState({ kept, space: usage === undefined || quota === undefined ? null : { used: usage, allowed: quota } });
  }

  async function keepAll(wanted: readonly Keepable[], signal: AbortSignal): Promise<void> {
    if (files === null) return;
    const present = new Map((await files.list()).map((file) => [file.url, file]));
    const due = wanted.filter(({ url, sha256 }) => {
      const file = present.get(url);
      return file === undefined || file.sha256 !== sha256;
    });
    // Refused or granted, the recording is kept; granted, it also stays when the device runs short of space.
    void ports.persist?.().catch(() => false);
    const total = due.every(({ bytes }) => bytes !== null) ? due.reduce((sum, { bytes }) => sum + bytes!, 0) : null;
    let before = 0;
    for (const [i, keepable] of due.entries()) {
      const show = (done: number) =>
        store.setState({ keeping: { title: keepable.title, place: i + 1, files: due.length, done: before + done, total } });
      show(0);
      const { bytes } = await keepFile(keepable, { files, fetch, signal, now: () => new Date(), onProgress: show });
      before += bytes;
      await refresh();
    }
  }

  async function change(work: () => Promise<void>): Promise<void> {
    store.setState({ failure: null });
    try {
      await work();
    } catch (error) {
      if (!isCancelled(error)) fail(error);
    }
    await refresh().catch(fail);
  }

  return {
    store,
    keepable(id) {
      const source = sourceOf(id);
      if (source === null || source.kind !== 'url') return null;
      const { catalog, recordings: opened } = recordings.getState();
      const entry = catalog.status === 'ready' ? catalog.entries.find((listed) => listed.id === id) : undefined;
      const status = opened[id];
      const info = status?.status === 'ready' ? status.info : null;
      return {
        url: source.url.split('#')[0]!,
        title: entry?.title ?? info?.metadata.title ?? source.name,
        bytes: entry?.bytes ?? info?.byteLength ?? null,
        sha256: entry?.sha256 ?? null,
      };
    },
    keep(wanted) {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      void change(() => keepAll(wanted, mine.signal)).then(() => {
        if (running === mine) store.setState({ keeping: null });
      });
    },
    cancel: () => running?.abort(),
    forget: (url) => void change(async () => files?.remove(url)),
    forgetAll: () =>
      void change(async () => {
        for (const { url } of (await files?.list()) ?? []) await files?.remove(url);
      }),
    refresh: () => void refresh().catch(fail),
    reload() {
      void worker.takeOver().then(
        (otherPages) => store.setState({ update: { otherPages } }),
        (error: unknown) => fail(error),
      );
    },
    async dropChanged(entries, catalogUrl) {
      try {
        const listed = new Map(entries.map(({ file, sha256 }) => [new URL(file, catalogUrl).href, sha256]));
        for (const { url, sha256 } of (await files?.list()) ?? []) {
          const now = listed.get(url);
          if (now !== undefined && now !== sha256) await files?.remove(url);
        }
      } catch (error) {
        fail(error);
      }
    },
    dispose() {
      life.abort();
      running?.abort();
      worker.dispose();
    },
  };
}
