/** The 3D view's code, fetched when it is first wanted, and fetched anew after a failed attempt. */
import { lazy } from 'react';

const load = () => lazy(() => import('../space/index.ts'));

let current = load();

export function spaceView() {
  return current;
}

/** A lazy component remembers its failure for good; the next caller of `spaceView` gets a fresh one. */
export function renewSpaceView(): void {
  current = load();
}
