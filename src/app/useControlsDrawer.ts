/** The left column: open where there is room, a drawer over the stage on middle-sized screens. */
import { useCallback, useEffect, useState } from 'react';
import { useMediaQuery } from '../views/controls/useMediaQuery.ts';

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
