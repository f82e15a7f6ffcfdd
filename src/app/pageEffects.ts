/** What the page as a whole does beside drawing: the chosen theme, the drawer of the controls, steps to undo, files opened before. */
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { useExplorer, useView } from '../state/binding.tsx';
import { firstPicture } from '../views/picture/livePictures.ts';
import { useMediaQuery } from '../views/ui/useSize.ts';

/** Puts the chosen theme on the root element; `system` leaves the decision to the style sheet. */
export function useTheme(): void {
  const theme = useView((state) => state.theme);
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  }, [theme]);
}

/** Tells undo where a press begins and ends, so that a scrub or a drag is one step however long it takes. */
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

/** The left column: open where there is room, a drawer over the stage on middle-sized screens. */
export interface ControlsDrawer {
  readonly open: boolean;
  /** It lies over the stage and closes on Escape or a press outside. */
  readonly floating: boolean;
  readonly toggle: () => void;
}

export function useControlsDrawer(): ControlsDrawer {
  const floating = useMediaQuery('(720px <= width < 1000px)');
  const [choice, setChoice] = useState<{ readonly floating: boolean; readonly open: boolean } | null>(null);
  const open = choice !== null && choice.floating === floating ? choice.open : !floating;
  const toggle = useCallback(() => setChoice({ floating, open: !open }), [floating, open]);
  useEffect(() => {
    if (!floating || !open) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setChoice({ floating, open: false });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [floating, open]);
  return { open, floating, toggle };
}

/** Reads what is remembered of earlier files after the first picture: what is dropped later may be remembered, too. */
export function useRecentFiles(): void {
  const { commands } = useExplorer();
  useEffect(() => void firstPicture.then(() => commands.readRecent()), [commands]);
}
