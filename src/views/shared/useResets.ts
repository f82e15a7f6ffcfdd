import { useEffect } from 'react';
import { useExplorer } from '../../state/binding.tsx';

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
