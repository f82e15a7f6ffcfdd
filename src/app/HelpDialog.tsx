/** The list of keys and gestures. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { CloseIcon } from '../views/controls/icons.tsx';
import { keyHelp } from '../views/controls/keyMap.ts';
import './helpDialog.css';

const GESTURES: readonly { readonly gesture: string; readonly does: string }[] = [
  { gesture: 'Wheel or pinch', does: 'Zoom' },
  { gesture: 'Drag', does: 'Pan in 2D, turn in 3D' },
  { gesture: 'Double-click', does: 'Reset zoom and turn' },
  { gesture: 'Point at a word', does: 'Its tokens and nearest words' },
  { gesture: 'Click a word', does: 'Pin it and mark its neighbours' },
];

interface HelpDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ open, onClose }: HelpDialogProps) {
  return (
    <ModalOverlay className="modal-overlay" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable>
      <Modal className="modal">
        <Dialog className="help">
          <div className="help-head">
            <Heading slot="title" className="help-title">
              Keys and gestures
            </Heading>
            <Button className="button button-icon button-quiet" aria-label="Close" onPress={onClose}>
              <CloseIcon />
            </Button>
          </div>
          <dl className="help-list">
            {keyHelp.map(({ keys, does }) => (
              <div key={does}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <dl className="help-list help-gestures">
            {GESTURES.map(({ gesture, does }) => (
              <div key={gesture}>
                <dt>{gesture}</dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <p className="hint">Keys act while no field has the focus.</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
