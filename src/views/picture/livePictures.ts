/** Where the pictures on the stage stand, for whoever draws them once more elsewhere. */
import type { Explorer } from '../../state/explorer.ts';
import type { LabelPlaces } from './labels/labelPlaces.ts';

/** Zoom and pan of a 2D picture: screen = x + k * pixel. */
export interface LivePlane {
  readonly kind: 'plane';
  readonly host: HTMLElement;
  readonly transform: { readonly k: number; readonly x: number; readonly y: number };
  /** Where the labels lie, so that another drawing keeps them there; null before the first drawing. */
  readonly places: LabelPlaces | null;
}

/** Camera of a 3D picture, in units of its box. */
export interface LiveSpace {
  readonly kind: 'space';
  readonly host: HTMLElement;
  readonly position: readonly [number, number, number];
  readonly target: readonly [number, number, number];
  readonly places: LabelPlaces | null;
}

export type LivePicture = LivePlane | LiveSpace;

const pictures = new WeakMap<Explorer, Map<number, () => LivePicture | null>>();

/** Makes a panel's picture known until the returned function is called. */
export function registerLivePicture(explorer: Explorer, panel: number, picture: () => LivePicture | null): () => void {
  const known = pictures.get(explorer) ?? new Map<number, () => LivePicture | null>();
  pictures.set(explorer, known);
  known.set(panel, picture);
  return () => {
    if (known.get(panel) === picture) known.delete(panel);
  };
}

export function livePicture(explorer: Explorer, panel: number): LivePicture | null {
  return pictures.get(explorer)?.get(panel)?.() ?? null;
}

// The moment from which the page is of use: its first projection is drawn.

/** Name of the mark on the browser's performance timeline, set once (`bench/start` reads it). */
export const FIRST_PICTURE = 'first-picture';

let drawn: () => void;
let noted = false;

/** Settles with the first picture; what can wait waits for it. */
export const firstPicture = new Promise<void>((resolve) => {
  drawn = resolve;
});

/** Called with every picture; the first one counts, once the browser has had its turn to paint it. */
export function notePicture(): void {
  if (noted) return;
  noted = true;
  requestAnimationFrame(() => {
    performance.mark(FIRST_PICTURE);
    drawn();
  });
}
