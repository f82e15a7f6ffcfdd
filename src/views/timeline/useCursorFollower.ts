/** Calls `follow` now and whenever the cursor moves, outside React's rendering: playback moves it on every animation frame. */
import { useLayoutEffect, useRef } from 'react';
import type { PanelResult } from '../../state/analysisStore.ts';
import { useExplorer } from '../../state/binding.tsx';
import { framePosition, type FramePosition } from '../../state/projection.ts';

export function useCursorFollower(result: PanelResult, follow: (position: FramePosition) => void): void {
  const { view } = useExplorer();
  const latest = useRef(follow);
  useLayoutEffect(() => {
    latest.current = follow;
    follow(framePosition(result.analysis, view.getState().cursor));
  });
  useLayoutEffect(
    () =>
      view.subscribe((state, before) => {
        if (state.cursor !== before.cursor) latest.current(framePosition(result.analysis, state.cursor));
      }),
    [view, result],
  );
}
