import { useEffect } from 'react';
import { useExplorer } from '../../state/binding.tsx';

const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="slider"], [role="listbox"], [role="dialog"]';

/** Page-wide keys of a projection, idle while a field has the focus: R resets its view, Escape lets the pinned node go. */
export function useStageKeys(reset: () => void): void {
  const { view } = useExplorer();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(FIELDS)) return;
      if (event.key === 'r' || event.key === 'R') reset();
      else if (event.key === 'Escape' && view.getState().pinned !== null) view.getState().update({ pinned: null });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [view, reset]);
}
