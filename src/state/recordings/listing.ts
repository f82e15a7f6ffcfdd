/** The list of recordings on the page: the samples, or the catalog that the address of the page names, read anew on request. */
import type { AnalysisClient } from '../../worker/pool/client.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';
import { loadCatalog } from './loadCatalog.ts';
import type { RecordingsStore } from './recordingsStore.ts';
import type { CatalogEntry } from './catalog.ts';

export interface ListingOptions {
  readonly recordings: RecordingsStore;
  readonly library: Pick<RecordingLibrary, 'addCatalog'>;
  readonly client: Pick<AnalysisClient, 'run'>;
  readonly fetch: typeof globalThis.fetch;
  /** Absolute address of the samples' catalog. */
  readonly samplesUrl: string;
  /** Absolute address of a catalog in place of the samples'; null: the samples. */
  readonly otherUrl: string | null;
  /** The page has ended. */
  readonly ended: AbortSignal;
  /** Waits for what has to be known of this device before the list is shown. */
  readonly beforeShown: () => Promise<void>;
  /** Kept copies of recordings that have changed since are let go. */
  readonly dropChanged: (entries: readonly CatalogEntry[], url: string) => Promise<void>;
  /** A listed recording has other data now. */
  readonly onReplaced: (recordingId: string) => void;
  /** The list is there, or has failed, for which `catalog` in the store says why. */
  readonly onSettled: () => void;
  /** The reader has turned to the samples. */
  readonly onSamples: () => void;
}

export interface Listing {
  /** True for the samples. */
  readonly isSamples: () => boolean;
  /** Never rejects: what goes wrong is in the catalog's status. */
  readonly load: () => Promise<void>;
  readonly commands: ListingCommands;
}

export interface ListingCommands {
  /** Asks for the catalog again after it could not be read (`catalog` in the recordings store). */
  retryCatalog(): void;
  /** Lists the samples again in place of the catalog that the address of the page named; what is shown stays. */
  showSamples(): void;
}

export function createListing(options: ListingOptions): Listing {
  const { recordings, library, fetch, samplesUrl, ended } = options;
  let listUrl = options.otherUrl;
  recordings.setState({ catalogUrl: listUrl });
  const present = () => listUrl ?? samplesUrl;

  async function load(): Promise<void> {
    const url = present();
    const left = () => ended.aborted || url !== present();
    const reading = await loadCatalog(url, fetch, options.client, ended);
    await options.beforeShown();
    if (left()) return;
    if (reading.ok) await options.dropChanged(reading.catalog.entries, url);
    if (left()) return;
    if (reading.ok) library.addCatalog(reading.catalog.entries, url).forEach(options.onReplaced);
    recordings.setState({ catalog: reading.ok ? { status: 'ready', ...reading.catalog } : { status: 'error', failure: reading.failure } });
    options.onSettled();
  }

  return {
    isSamples: () => listUrl === null,
    load,
    commands: {
      retryCatalog() {
        if (recordings.getState().catalog.status !== 'error') return;
        recordings.setState({ catalog: { status: 'loading' } });
        void load();
      },
      showSamples() {
        if (listUrl === null) return;
        listUrl = null;
        options.onSamples();
        recordings.setState({ catalog: { status: 'loading' }, catalogUrl: null });
        void load();
      },
    },
  };
}
