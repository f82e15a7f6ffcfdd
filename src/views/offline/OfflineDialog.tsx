import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { CloseIcon } from '../controls/icons.tsx';
import { OfflinePanel } from './OfflinePanel.tsx';
import '../styles/dialog.css';

export interface OfflineDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What can be had without a network. */
export function OfflineDialog({ open, onClose }: OfflineDialogProps) {
  return (
    <ModalOverlay className="modal-overlay" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable>
      <Modal className="modal offline-modal">
        <Dialog className="offline" data-testid="offline-dialog">
          <div className="dialog-head">
            <Heading slot="title" className="dialog-title">
              Offline use
            </Heading>
            <Button className="button button-icon button-quiet" aria-label="Close" onPress={onClose}>
              <CloseIcon />
            </Button>
          </div>
          <OfflinePanel />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
