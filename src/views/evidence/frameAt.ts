/** The recorded frame at or before a context in tokens; the first before all of them, the last for null. */
import type { FrameWindow } from '../../core/analysis/settings.ts';

export function frameAt(frames: readonly Pick<FrameWindow, 'context'>[], context: number | null): number {
  if (context === null) return frames.length - 1;
  let at = 0;
  frames.forEach((frame, i) => {
    if (frame.context <= context + 1e-9) at = i;
  });
  return at;
}
