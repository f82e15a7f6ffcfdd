/** Tells undo where a press begins and ends, so that a scrub or a drag is one step however long it takes. */
import { useEffect } from 'react';
import { useExplorer } from '../state/binding.tsx';

export function useGestureSteps(): void {
  const { steps } = useExplorer();
  useEffect(() => {
    const controller = new AbortController();
    // Before and after what the pressed element does itself, which may keep the event from bubbling.
    const listen = (type: 'pointerdown' | 'pointerup' | 'pointercancel', handle: (event: PointerEvent) => void) =>
      window.addEventListener(type, (event) => event.isPrimary && handle(event), { capture: true, signal: controller.signal });
    listen('pointerdown', steps.beginGesture);
    listen('pointerup', () => setTimeout(steps.endGesture));
    listen('pointercancel', () => setTimeout(steps.endGesture));
    // The list of a select takes the end of the press that opened it.
    window.addEventListener('keydown', steps.endGesture, { capture: true, signal: controller.signal });
    return () => controller.abort();
  }, [steps]);
}
