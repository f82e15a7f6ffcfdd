/** Calls `follow` now and whenever the picture moves in the context, outside React's rendering: playing does so at every repaint. */
import { useLayoutEffect, useRef } from 'react';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useExplorer } from '../../state/binding.tsx';
import { createFramePosition, framePosition, type FramePosition } from '../../state/figures/projection.ts';

export function useCursorFollower(result: PanelResult, follow: (position: FramePosition) => void): void {
  const { playhead } = useExplorer();
  const latest = useRef(follow);
  const at = useRef(createFramePosition());
  useLayoutEffect(() => {
    latest.current = follow;
    follow(framePosition(result.analysis, playhead.context(), at.current));
  });
  useLayoutEffect(
    () => playhead.subscribe(() => latest.current(framePosition(result.analysis, playhead.context(), at.current))),
    [playhead, result],
  );
}
