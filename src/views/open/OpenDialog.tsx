/** One place to open recordings from: files, addresses, and files opened before. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { CloseIcon } from '../controls/icons.tsx';
import { AddressForm } from './AddressForm.tsx';
import { FileChoice } from './FileChoice.tsx';
import { KeptResultsPart } from './KeptResultsPart.tsx';
import { ListSource } from './ListSource.tsx';
import { RecentList } from './RecentList.tsx';
import '../styles/dialog.css';
import './open.css';

export interface OpenDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Opens the picker for local files. */
  readonly onChoose: () => void;
}

export function OpenDialog({ open, onClose, onChoose }: OpenDialogProps) {
  return (
    <ModalOverlay className="modal-overlay" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable>
      <Modal className="modal open-modal">
        <Dialog className="open-dialog" data-testid="open-dialog">
          <div className="open-head">
            <Heading slot="title" className="open-title">
              Open recordings
            </Heading>
            <Button className="button button-icon button-quiet" aria-label="Close" onPress={onClose}>
              <CloseIcon />
            </Button>
          </div>
          <FileChoice onChoose={onChoose} />
          <AddressForm onOpened={onClose} />
          <RecentList onOpened={onClose} onChoose={onChoose} />
          <KeptResultsPart />
          <ListSource />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
