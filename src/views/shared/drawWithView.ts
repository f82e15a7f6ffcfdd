/** Keeps a drawing outside React in step with the stores. */
import type { Explorer } from '../../state/explorer.ts';

export interface Drawing {
  /** Draws before the next repaint. */
  invalidate(): void;
  /** Draws at once. */
  drawNow(): void;
}

/** What drawings read from the view, beside the playhead. */
const MOMENT = ['sync', 'focus', 'hoveredContext', 'playing'] as const;

/** Draws whenever the context, what ties the panels or an analysis changes; returns the cancellation. */
export function drawWithView({ view, playhead, analysis }: Explorer, drawing: Drawing): () => void {
  const stop = [
    view.subscribe((now, before) => {
      if (MOMENT.some((field) => now[field] !== before[field])) drawing.invalidate();
    }),
    // Playing moves in a repaint already: what waited for the next would be late.
    playhead.subscribe(() => (view.getState().playing ? drawing.drawNow() : drawing.invalidate())),
    analysis.subscribe(() => drawing.invalidate()),
  ];
  return () => {
    for (const end of stop) end();
  };
}
