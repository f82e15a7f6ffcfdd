import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Box } from './box.ts';

/**
 * Tells a drawing where HTML marked `data-overlay` lies over it, in pixels of `hostRef`, whenever that changes: after each
 * change of `reasons`, and when the returned function is called.
 */
export function useBlockedAreas(
  hostRef: RefObject<HTMLElement | null>,
  block: (boxes: readonly Box[]) => boolean,
  reasons: readonly unknown[],
): () => void {
  const known = useRef('');
  const measure = useCallback(() => {
    const host = hostRef.current;
    if (host === null) return;
    const boxes = [...host.querySelectorAll<HTMLElement>('[data-overlay]')].map((element): Box => ({
      left: element.offsetLeft,
      top: element.offsetTop,
      right: element.offsetLeft + element.offsetWidth,
      bottom: element.offsetTop + element.offsetHeight,
    }));
    const stamp = JSON.stringify(boxes);
    if (stamp !== known.current && block(boxes)) known.current = stamp;
  }, [hostRef, block]);
  useLayoutEffect(() => {
    measure();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the boxes depend on everything that the overlays show
  }, [measure, ...reasons]);
  return measure;
}
