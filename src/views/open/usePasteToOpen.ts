/** Files or addresses pasted while no field has the focus are opened. */
import { useEffect } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { readAddresses } from '../../state/opening/addresses.ts';
import { transferredFiles } from '../../state/opening/pickedFile.ts';

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"] *'));
}

export function usePasteToOpen(): void {
  const { commands } = useExplorer();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData } = event;
      if (event.defaultPrevented || clipboardData === null || isField(event.target)) return;
      if (clipboardData.files.length > 0) {
        event.preventDefault();
        void transferredFiles(clipboardData).then((picked) => commands.openPicked(picked));
        return;
      }
      const { urls, unread } = readAddresses(clipboardData.getData('text/plain'));
      if (urls.length === 0 || unread.length > 0) return;
      event.preventDefault();
      commands.openAddresses(urls);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [commands]);
}
