/** What the arrays of a file are: as guessed, with the reasons, and as the reader corrects it. */
import { useExplorer, useImporting } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { TitledDialog } from '../shared/TitledDialog.tsx';
import { ArrayList } from './ArrayList.tsx';
import { MappingActions } from './MappingActions.tsx';
import { MappingCheck } from './MappingCheck.tsx';
import { MappingOptions } from './MappingOptions.tsx';
import './mapping.css';

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
