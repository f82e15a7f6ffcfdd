/** The picker for local files: the browser's own with handles where files are to be remembered by them, else the plain one. */
import { useCallback, useRef, type ChangeEvent, type RefObject } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { canPickWithHandles, pickWithHandles } from '../../state/opening/pickedFile.ts';

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
