/**
 * Where the picture stands in the context now. At rest that is the view's cursor. While playing it moves at every repaint
 * and tells only those who draw; the view's cursor, and with it the address and the history, follows from recorded context
 * to recorded context.
 */
import type { ViewStore } from './viewStore.ts';

export interface Playhead {
  /** Context in tokens on the focus panel's recording, between recorded ones while tweening; null: the last. */
  readonly context: () => number | null;
  /** Calls after every move; returns its cancellation. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface MovablePlayhead extends Playhead {
  readonly moveTo: (context: number | null) => void;
  readonly dispose: () => void;
}

export function createPlayhead(view: ViewStore): MovablePlayhead {
  let context = view.getState().cursor;
  const listeners = new Set<() => void>();
  const call = (listener: () => void) => listener();

  function moveTo(next: number | null): void {
    if (next === context) return;
    context = next;
    listeners.forEach(call);
  }

  const dispose = view.subscribe((state, before) => {
    if (state.cursor !== before.cursor) moveTo(state.cursor);
  });

  return {
    context: () => context,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    moveTo,
    dispose,
  };
}
