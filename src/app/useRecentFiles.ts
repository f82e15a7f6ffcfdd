/** Reads what is remembered of earlier files after the first picture: what is dropped later may be remembered, too. */
import { useEffect } from 'react';
import { useExplorer } from '../state/binding.tsx';
import { firstPicture } from '../views/shared/firstPicture.ts';

export function useRecentFiles(): void {
  const { commands } = useExplorer();
  useEffect(() => void firstPicture.then(() => commands.readRecent()), [commands]);
}
