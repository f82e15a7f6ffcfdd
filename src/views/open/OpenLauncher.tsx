/** The picker for local files, always at hand, and the dialog that also opens addresses and files opened before. */
import { useCallback } from 'react';
import { useExplorer, useOpenings } from '../../state/binding.tsx';
import { LazyDialog } from '../lazy/LazyDialog.tsx';
import { openDialogPart } from './openDialogPart.ts';
import { useChooseFiles } from './useChooseFiles.ts';

export function OpenLauncher() {
  const { commands } = useExplorer();
  const open = useOpenings((state) => state.dialog);
  const onClose = useCallback(() => commands.showOpenDialog(false), [commands]);
  const { input, choose, onChange } = useChooseFiles(onClose);
  return (
    <>
      <input ref={input} type="file" multiple hidden data-testid="file-input" aria-label="Open recordings" onChange={onChange} />
      <LazyDialog part={openDialogPart} given={{ open, onClose, onChoose: choose }} name="The dialog for files and addresses" open={open} onClose={onClose} />
    </>
  );
}
