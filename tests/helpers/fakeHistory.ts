/** A browser history in memory: entries, a place among them, and navigation events. */
import type { HistoryPort } from '../../src/state/view/historySync.ts';

export interface FakeHistory extends HistoryPort {
  readonly entries: string[];
  back(): void;
  forward(): void;
  /** The reader edits the address. */
  type(hash: string): void;
}

export function createFakeHistory(hash = ''): FakeHistory {
  const entries = [hash];
  const listeners = new Set<() => void>();
  let at = 0;
  const go = (to: number) => {
    at = Math.max(0, Math.min(to, entries.length - 1));
    // A browser announces one navigation within the page by both popstate and hashchange.
    for (let i = 0; i < 2; i++) for (const listener of listeners) listener();
  };
  const push = (next: string) => {
    entries.splice(at + 1, Infinity, next);
    at += 1;
  };
  return {
    entries,
    hash: () => entries[at]!,
    push,
    replace: (next) => void (entries[at] = next),
    onNavigate(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    back: () => go(at - 1),
    forward: () => go(at + 1),
    type(next) {
      push(next);
      go(at);
    },
  };
}
