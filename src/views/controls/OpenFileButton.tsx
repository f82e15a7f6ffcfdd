/** Opens recordings from the reader's disk. */
import { useRef } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { OpenIcon } from './icons.tsx';

export function OpenFileButton() {
  const { commands } = useExplorer();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button button-small" onClick={() => input.current?.click()}>
        <OpenIcon />
        Open file…
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".safetensors,.npz,.json"
        data-testid="file-input"
        aria-label="Open recordings"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) commands.openFiles(files);
        }}
      />
    </>
  );
}
