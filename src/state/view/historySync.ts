/**
 * Keeps the URL hash and the view in step. A choice becomes an entry of the history, so that back undoes it; the
 * cursor and its like only replace the present entry, a little later. What comes from the URL is not echoed back, and
 * a view without panels is not written: the address then still says what was asked for.
 */
import type { Clock } from '../base/clock.ts';
import { encodeView } from './urlCodec.ts';
import { defaultView, viewFields, type ViewState } from './viewFields.ts';
import type { ViewStore } from './viewStore.ts';

/** The browser's history, as far as the state needs it. */
export interface HistoryPort {
  /** The present hash with its `#`, or the empty string. */
  hash(): string;
  push(hash: string): void;
  replace(hash: string): void;
  /** Calls when the reader navigates; returns the cancellation. */
  onNavigate(callback: () => void): () => void;
  /** Takes an option out of the query of the page's address, without a new entry. */
  dropOption?(name: string): void;
}

export const browserHistory: HistoryPort = {
  hash: () => window.location.hash,
  push: (hash) => window.history.pushState(null, '', hash),
  replace: (hash) => window.history.replaceState(null, '', hash),
  dropOption(name) {
    const url = new URL(window.location.href);
    url.searchParams.delete(name);
    window.history.replaceState(null, '', url);
  },
  onNavigate(callback) {
    window.addEventListener('popstate', callback);
    window.addEventListener('hashchange', callback);
    return () => {
      window.removeEventListener('popstate', callback);
      window.removeEventListener('hashchange', callback);
    };
  },
};

/** Delay in milliseconds before a continuous change is written. Browsers refuse more than about 100 writes in 30 s. */
export const REPLACE_DELAY = 400;
/** A choice of the same fields within this many milliseconds of the last, as a slider makes, joins its entry. */
export const JOIN_WITHIN = 800;

export interface HistorySync {
  /** Writes the present view into the present entry, without a new one. */
  settle(): void;
  dispose(): void;
}

export interface HistorySyncOptions {
  readonly view: ViewStore;
  readonly history: HistoryPort;
  readonly clock: Clock;
  /** Shows the view a hash describes; the view store must have changed by the time it returns. */
  readonly apply: (hash: string) => void;
}

/** Back does not visit these one by one: they are held at their defaults where entries are compared. */
const ALONG: Partial<ViewState> = Object.fromEntries(viewFields.filter(([, { history }]) => history === 'along').map(([key]) => [key, defaultView[key]]));

function choices(view: ViewState): string {
  return encodeView({ ...view, ...ALONG });
}

/** Names of the hash fields that differ. */
function changedFields(before: string, after: string): string {
  const fields = (hash: string) => hash.slice(1).split('&');
  const difference = [...fields(before).filter((f) => !fields(after).includes(f)), ...fields(after).filter((f) => !fields(before).includes(f))];
  return [...new Set(difference.map((part) => part.split('=')[0]!))].sort().join();
}

export function createHistorySync({ view, history, clock, apply }: HistorySyncOptions): HistorySync {
  let written = encodeView(view.getState());
  let chosen = choices(view.getState());
  let cancelWrite: (() => void) | null = null;
  let pushed = { fields: '', time: -Infinity };
  /** Choices of the entry before the present one, where they are known. */
  let previous: string | null = null;

  function later(delay: number, write: () => void): void {
    cancelWrite?.();
    cancelWrite = clock.after(delay, () => {
      cancelWrite = null;
      write();
    });
  }

  /** One command may change the view several times; the entry is made when it has finished. */
  function writeChoice(): void {
    const state = view.getState();
    const now = choices(state);
    const hash = encodeView(state);
    const fields = changedFields(chosen, now);
    if (fields === '') return writeContinuous();
    // That 3D gave way is no choice: back to it would give way again, without end.
    const gaveWay = fields === 'mode' && state.spaceUnavailable !== null;
    // An entry equal to the one before would make back do nothing: undoing is a step, and one that equals is written over.
    const joins = fields === pushed.fields && clock.now() - pushed.time < JOIN_WITHIN && now !== previous;
    if (gaveWay || joins || chosen === previous) history.replace(hash);
    else {
      history.push(hash);
      previous = chosen;
    }
    pushed = { fields, time: clock.now() };
    written = hash;
    chosen = now;
  }

  function writeContinuous(): void {
    const hash = encodeView(view.getState());
    if (hash === written || view.getState().panels.length === 0) return;
    history.replace(hash);
    written = hash;
  }

  const unsubscribe = view.subscribe(() => {
    const state = view.getState();
    if (state.panels.length === 0) return;
    if (choices(state) !== chosen) later(0, writeChoice);
    else if (state.playing) return;
    else if (encodeView(state) !== written) later(REPLACE_DELAY, writeContinuous);
  });

  const stopListening = history.onNavigate(() => {
    const hash = history.hash();
    if (hash === written) return;
    cancelWrite?.();
    cancelWrite = null;
    apply(hash);
    chosen = choices(view.getState());
    written = hash;
    pushed = { fields: '', time: -Infinity };
    previous = null;
  });

  return {
    settle() {
      cancelWrite?.();
      cancelWrite = null;
      chosen = choices(view.getState());
      writeContinuous();
    },
    dispose() {
      cancelWrite?.();
      unsubscribe();
      stopListening();
    },
  };
}
