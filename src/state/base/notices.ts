/** Messages that wait for the reader: each shown once until dismissed. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../worker/failure.ts';

/** A message that waits for the reader: shown once, dismissed by the reader. Equal failures are not repeated. */
export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'info';
  readonly title: string;
  readonly failure: Failure;
}

export type NoticeStore = StoreApi<{ readonly notices: readonly Notice[] }>;

export interface Notices {
  readonly store: NoticeStore;
  /** A cancelled request is the reader's own doing and gives no notice; a failure already on screen is not repeated. */
  readonly error: (title: string, failure: Failure) => void;
  /** Something the reader should know that is no failure: why nothing happened, and what would help. */
  readonly info: (title: string, message: string, remedy: string, field?: string) => void;
  readonly dismiss: (id: number) => void;
  /** Lets go of what no longer concerns what is on screen: a new opening begins. */
  readonly clear: () => void;
}

function sameFailure(a: Failure, b: Failure): boolean {
  return a.code === b.code && a.file === b.file && a.field === b.field && a.message === b.message;
}

export function createNotices(): Notices {
  const store: NoticeStore = createStore<{ readonly notices: readonly Notice[] }>()(() => ({ notices: [] }));
  let last = 0;
  const add = (kind: Notice['kind'], title: string, failure: Failure) => {
    const { notices } = store.getState();
    if (notices.some((notice) => sameFailure(notice.failure, failure))) return;
    store.setState({ notices: [...notices, { id: ++last, kind, title, failure }] });
  };
  return {
    store,
    error: (title, failure) => {
      if (failure.code !== 'cancelled') add('error', title, failure);
    },
    info: (title, message, remedy, field) =>
      add('info', title, { code: 'invalid', file: null, field: field ?? null, message, remedy }),
    clear: () => store.setState({ notices: [] }),
    dismiss: (id) => store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
}
