/** Keeps a drawing outside React in step with the stores. */
import { useEffect } from 'react';
import { useExplorer } from '../../state/binding.tsx';
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

/** Runs `reset` whenever the reader asks for the zoom or the camera to go back (the R key, the reset button). */
export function useResets(reset: () => void): void {
  const { view } = useExplorer();
  useEffect(
    () =>
      view.subscribe((state, previous) => {
        if (state.resets !== previous.resets) reset();
      }),
    [view, reset],
  );
}
