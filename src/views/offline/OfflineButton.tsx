/** Opens what can be had without a network. */
import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useExplorer } from '../../state/binding.tsx';
import { CloseIcon, OfflineIcon } from '../controls/icons.tsx';
import { OfflinePanel } from './OfflinePanel.tsx';
import './offline.css';

export function OfflineButton() {
  const { offline } = useExplorer();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        aria-label="Offline use"
        title="Offline use"
        data-testid="offline"
        onClick={() => {
          offline.refresh();
          setOpen(true);
        }}
      >
        <OfflineIcon />
      </button>
      <ModalOverlay className="modal-overlay" isOpen={open} onOpenChange={setOpen} isDismissable>
        <Modal className="modal offline-modal">
          <Dialog className="offline" data-testid="offline-dialog">
            <div className="help-head">
              <Heading slot="title" className="help-title">
                Offline use
              </Heading>
              <Button className="button button-icon button-quiet" aria-label="Close" onPress={() => setOpen(false)}>
                <CloseIcon />
              </Button>
            </div>
            <OfflinePanel />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
