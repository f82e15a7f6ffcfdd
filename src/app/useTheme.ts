/** Puts the chosen theme on the root element; `system` leaves the decision to the style sheet. */
import { useLayoutEffect } from 'react';
import { useView } from '../state/binding.tsx';

export function useTheme(): void {
  const theme = useView((state) => state.theme);
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  }, [theme]);
}
