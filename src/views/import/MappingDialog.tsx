/** The dialog in which a reader says what the arrays of a file are. */
import { useExplorer, useImporting } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { Button } from '../ui/Button.tsx';
import { Facts, Fault, Hint } from '../ui/Text.tsx';
import { TitledDialog } from '../ui/TitledDialog.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { ArrayList } from './ArrayList.tsx';
import { MappingOptions } from './MappingOptions.tsx';
import * as styles from './mapping.module.css';
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
    <div className={styles.actions}>
      <Button kind="primary" data-testid="mapping-open" disabled={!ready} onClick={() => commands.applyMapping()}>
        {busy === 'opening' ? 'Opening…' : 'Open'}
      </Button>
      <Button data-testid="mapping-save" disabled={!ready} onClick={save} title="A contextscope/1 file with windows fixed, which opens without a mapping">
        {busy === 'saving' ? 'Saving…' : 'Save as recording'}
      </Button>
      <Button kind="quiet" disabled={busy !== null} onClick={() => commands.resetMapping()}>
        Reset to guess
      </Button>
      <Hint className={styles.memory}>
        {remembered ? (
          <>
            Kept on this device for files with these arrays.{' '}
            <Button kind="quiet" size="small" onClick={() => commands.forgetMapping()}>
              Forget it
            </Button>
          </>
        ) : (
          'A corrected mapping is kept on this device for files with the same arrays.'
        )}
      </Hint>
    </div>
  );
}

/** What is still wrong, or what would be opened. */
export function MappingCheck({ draft }: { readonly draft: ImportDraft }) {
  const { plan, issues, notes } = draft.check;
  const { failure } = draft;
  return (
    <div className={styles.check} aria-live="polite" data-testid="mapping-check">
      {failure !== null && (
        <Fault role="alert">
          {failure.message} {failure.remedy}
        </Fault>
      )}
      {issues.map(({ message, remedy }) => (
        <Fault key={message}>
          {message} {remedy}
        </Fault>
      ))}
      {plan !== null && (
        <Facts rows={previewRows(plan, draft.proposal.listing).map(([name, value]) => ({ name, value }))} className={styles.preview} />
      )}
      {plan !== null &&
        notes.map((note) => (
          <Hint key={note}>
            {note}
          </Hint>
        ))}
    </div>
  );
}

/** What the arrays of a file are: as guessed, with the reasons, and as the reader corrects it. */
const ORIGINS: Readonly<Record<ImportDraft['proposal']['origin'], string>> = {
  guess: 'This is what names, types and shapes suggest; correct what is wrong.',
  remembered: 'This is how you mapped a file with the same arrays before; a graph that you named then is taken over only where this file says the same of it.',
  reader: 'This is how you have mapped it.',
};

export function MappingDialog() {
  const { commands } = useExplorer();
  const draft = useImporting((state) => state.draft);
  return (
    <TitledDialog title="What the arrays are" open={draft !== null} onClose={() => commands.closeMapping()} modalClassName={styles.window} className={styles.dialog} testId="mapping">
      {draft !== null && <MappingBody key={draft.recordingId} draft={draft} />}
    </TitledDialog>
  );
}

function MappingBody({ draft }: { readonly draft: ImportDraft }) {
  const { listing, guess, origin } = draft.proposal;
  return (
    <>
      <Hint className={styles.intro}>
        <span className={styles.file}>{listing.file}</span> holds {listing.arrays.length} {listing.arrays.length === 1 ? 'array' : 'arrays'}. {ORIGINS[origin]}
      </Hint>
      {origin === 'guess' && guess.unclear.length > 0 && (
        <ul className={styles.questions} data-testid="mapping-questions">
          {guess.unclear.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
      <div className={styles.columns}>
        <ArrayList draft={draft} />
        <div className={styles.side}>
          <MappingOptions draft={draft} />
          <MappingCheck draft={draft} />
        </div>
      </div>
      <MappingActions draft={draft} />
    </>
  );
}
