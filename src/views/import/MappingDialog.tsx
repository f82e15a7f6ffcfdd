import { useExplorer, useImporting } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { TitledDialog } from '../ui/TitledDialog.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { ArrayList } from './ArrayList.tsx';
import { MappingOptions } from './MappingOptions.tsx';
import './mapping.css';
import { previewRows } from './mappingWords.ts';

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

/** What is still wrong, or what would be opened. */
export function MappingCheck({ draft }: { readonly draft: ImportDraft }) {
  const { plan, issues, notes } = draft.check;
  const { failure } = draft;
  return (
    <div className="mapping-check" aria-live="polite" data-testid="mapping-check">
      {failure !== null && (
        <p className="mapping-fault" role="alert">
          {failure.message} {failure.remedy}
        </p>
      )}
      {issues.map(({ message, remedy }) => (
        <p key={message} className="mapping-fault">
          {message} {remedy}
        </p>
      ))}
      {plan !== null && (
        <dl className="mapping-preview numeric">
          {previewRows(plan, draft.proposal.listing).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {plan !== null &&
        notes.map((note) => (
          <p key={note} className="hint">
            {note}
          </p>
        ))}
    </div>
  );
}

/** What the arrays of a file are: as guessed, with the reasons, and as the reader corrects it. */
const ORIGINS: Readonly<Record<ImportDraft['proposal']['origin'], string>> = {
  guess: 'This is what names, types and shapes suggest; correct what is wrong.',
  remembered: 'This is how you mapped a file with the same arrays before.',
  reader: 'This is how you have mapped it.',
};

export function MappingDialog() {
  const { commands } = useExplorer();
  const draft = useImporting((state) => state.draft);
  return (
    <TitledDialog title="What the arrays are" open={draft !== null} onClose={() => commands.closeMapping()} modalClassName="mapping-modal" className="mapping" testId="mapping">
      {draft !== null && <MappingBody key={draft.recordingId} draft={draft} />}
    </TitledDialog>
  );
}

function MappingBody({ draft }: { readonly draft: ImportDraft }) {
  const { listing, guess, origin } = draft.proposal;
  return (
    <>
      <p className="hint mapping-intro">
        <span className="mapping-file">{listing.file}</span> holds {listing.arrays.length} {listing.arrays.length === 1 ? 'array' : 'arrays'}. {ORIGINS[origin]}
      </p>
      {origin === 'guess' && guess.unclear.length > 0 && (
        <ul className="mapping-questions" data-testid="mapping-questions">
          {guess.unclear.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
      <div className="mapping-columns">
        <ArrayList draft={draft} />
        <div className="mapping-side">
          <MappingOptions draft={draft} />
          <MappingCheck draft={draft} />
        </div>
      </div>
      <MappingActions draft={draft} />
    </>
  );
}
