import { useExplorer } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { saveFile } from '../charts/saveFile.ts';

/** Open, save as a recording, back to the guess, and what is kept of it on this device. */
export function MappingActions({ draft }: { readonly draft: ImportDraft }) {
  const { commands } = useExplorer();
  const { check, busy, remembered } = draft;
  const ready = check.plan !== null && busy === null;
  const save = () => {
    void commands.saveMapping().then((saved) => {
      if (saved !== null) saveFile(saved.name, saved.content);
    });
  };
  return (
    <div className="mapping-actions">
      <button type="button" className="button button-primary" data-testid="mapping-open" disabled={!ready} onClick={() => commands.applyMapping()}>
        {busy === 'opening' ? 'Opening…' : 'Open'}
      </button>
      <button type="button" className="button" data-testid="mapping-save" disabled={!ready} onClick={save} title="A contextscope/1 file with windows fixed, which opens without a mapping">
        {busy === 'saving' ? 'Saving…' : 'Save as recording'}
      </button>
      <button type="button" className="button button-quiet" disabled={busy !== null} onClick={() => commands.resetMapping()}>
        Reset to guess
      </button>
      <p className="hint mapping-memory">
        {remembered ? (
          <>
            Kept on this device for files with these arrays.{' '}
            <button type="button" className="button button-small button-quiet" onClick={() => commands.forgetMapping()}>
              Forget it
            </button>
          </>
        ) : (
          'A corrected mapping is kept on this device for files with the same arrays.'
        )}
      </p>
    </div>
  );
}
