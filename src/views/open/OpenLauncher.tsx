import { type ChangeEvent, type RefObject, useCallback, useRef } from 'react';
import { useExplorer, useOpenings } from '../../state/binding.tsx';
import { canPickWithHandles, pickWithHandles } from '../../state/opening/pickedFile.ts';
import { LazyDialog } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import type { OpenDialogProps } from './OpenDialog.tsx';

export const openDialogPart = lazyPart<OpenDialogProps>(() => import('./OpenDialog.tsx').then(({ OpenDialog }) => OpenDialog));

/** The picker for local files: the browser's own with handles where files are to be remembered by them, else the plain one. */
export interface ChooseFiles {
  /** Goes on the hidden file input. */
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  readonly choose: () => void;
}

export function useChooseFiles(onChosen: () => void): ChooseFiles {
  const { commands, recent } = useExplorer();
  const input = useRef<HTMLInputElement>(null);
  const choose = useCallback(() => {
    const plain = () => input.current?.click();
    if (!recent.getState().remember || !canPickWithHandles()) return plain();
    pickWithHandles().then((picked) => {
      if (picked.length === 0) return;
      commands.openPicked(picked);
      onChosen();
    }, plain);
  }, [commands, recent, onChosen]);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    if (files.length === 0) return;
    commands.openFiles(files);
    onChosen();
  };
  return { input, onChange, choose };
}

/** The picker for local files, always at hand, and the dialog that also opens addresses and files opened before. */
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
