/** A dialog over the page with its name and a way to close it; what is in it is the caller's. */
import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { CloseIcon } from './icons.tsx';
import './styles/dialog.css';

interface TitledDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Of the window, besides `modal`; of the dialog in it. */
  readonly modalClassName?: string;
  readonly className: string;
  readonly testId?: string;
  /** A press outside closes it as well. */
  readonly dismissable?: boolean;
  /** Nothing closes it for now. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function TitledDialog({ title, open, onClose, modalClassName, className, testId, dismissable = false, busy = false, children }: TitledDialogProps) {
  return (
    <ModalOverlay
      className="modal-overlay"
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={dismissable && !busy}
      isKeyboardDismissDisabled={busy}
    >
      <Modal className={modalClassName === undefined ? 'modal' : `modal ${modalClassName}`}>
        <Dialog className={className} data-testid={testId}>
          <div className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            <Button className="button button-icon button-quiet" aria-label="Close" onPress={onClose} isDisabled={busy}>
              <CloseIcon />
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
