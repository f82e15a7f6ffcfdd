/** What the arrays of a file are: as guessed, with the reasons, and as the reader corrects it. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useExplorer, useImporting } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/importing.ts';
import { CloseIcon } from '../controls/icons.tsx';
import { ArrayList } from './ArrayList.tsx';
import { MappingActions } from './MappingActions.tsx';
import { MappingCheck } from './MappingCheck.tsx';
import { MappingOptions } from './MappingOptions.tsx';
import '../styles/dialog.css';
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
    <ModalOverlay className="modal-overlay" isOpen={draft !== null} onOpenChange={(next) => !next && commands.closeMapping()} isDismissable={false}>
      <Modal className="modal mapping-modal">
        <Dialog className="mapping" data-testid="mapping">
          <div className="mapping-head">
            <Heading slot="title" className="mapping-title">
              What the arrays are
            </Heading>
            <Button className="button button-icon button-quiet" aria-label="Close" onPress={() => commands.closeMapping()}>
              <CloseIcon />
            </Button>
          </div>
          {draft !== null && <MappingBody key={draft.recordingId} draft={draft} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
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
