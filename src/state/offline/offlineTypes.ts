/** What the reader can have without a network, as the views see it. */
import type { StoreApi } from 'zustand/vanilla';
import type { KeptFile } from '../../offline/keptFiles.ts';
import type { WorkerStatus } from '../../offline/offlineWorker.ts';
import type { Failure } from '../../worker/failure.ts';

export type { KeptFile };

/** A recording that has an address and can be kept on the device. */
export interface Keepable {
  readonly url: string;
  readonly title: string;
  /** Null while the size is not known. */
  readonly bytes: number | null;
  readonly sha256: string | null;
}

export interface Keeping {
  readonly title: string;
  /** Place of the file in what was asked for, from 1. */
  readonly place: number;
  readonly files: number;
  /** Bytes of all files asked for so far, and in all where that is known. */
  readonly done: number;
  readonly total: number | null;
}

export interface OfflineState {
  /** Whether the page itself opens without a network. */
  readonly page: WorkerStatus;
  /** A newer build waits; other open pages keep it waiting. */
  readonly update: { readonly otherPages: number } | null;
  /** False where the browser stores nothing for this address. */
  readonly storage: boolean;
  readonly kept: readonly KeptFile[];
  readonly keeping: Keeping | null;
  readonly failure: Failure | null;
  /** Bytes the browser uses and allows for this address; null where it does not say. */
  readonly space: { readonly used: number; readonly allowed: number } | null;
}

export interface Offline {
  readonly store: StoreApi<OfflineState>;
  /** Null for a file of the reader's own, which needs no keeping, and for an unknown id. */
  readonly keepable: (recordingId: string) => Keepable | null;
  /** Keeps recordings one after the other; those kept already are passed over. A failure is in the store. */
  readonly keep: (recordings: readonly Keepable[]) => void;
  readonly cancel: () => void;
  readonly forget: (url: string) => void;
  readonly forgetAll: () => void;
  /** Reads again what is kept: another page may have changed it. */
  readonly refresh: () => void;
  /** Loads the page again as the newer build, unless other pages of the older one are open. */
  readonly reload: () => void;
  readonly dispose: () => void;
}
