/** The moment from which the page is of use: its first projection is drawn. */

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
