/** One place to open recordings from: files, addresses, and files opened before. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useExplorer, useOpenings } from '../../state/binding.tsx';
import { CloseIcon } from '../controls/icons.tsx';
import { AddressForm } from './AddressForm.tsx';
import { FileChoice } from './FileChoice.tsx';
import { KeptResultsPart } from './KeptResultsPart.tsx';
import { ListSource } from './ListSource.tsx';
import { RecentList } from './RecentList.tsx';
import { useChooseFiles } from './useChooseFiles.ts';
import './open.css';

export function OpenDialog() {
  const { commands } = useExplorer();
  const open = useOpenings((state) => state.dialog);
  const close = () => commands.showOpenDialog(false);
  const { input, choose, onChange } = useChooseFiles(close);
  return (
    <>
      <input ref={input} type="file" multiple hidden data-testid="file-input" aria-label="Open recordings" onChange={onChange} />
      <ModalOverlay className="modal-overlay" isOpen={open} onOpenChange={(next) => !next && close()} isDismissable>
        <Modal className="modal open-modal">
          <Dialog className="open-dialog" data-testid="open-dialog">
            <div className="open-head">
              <Heading slot="title" className="open-title">
                Open recordings
              </Heading>
              <Button className="button button-icon button-quiet" aria-label="Close" onPress={close}>
                <CloseIcon />
              </Button>
            </div>
            <FileChoice onChoose={choose} />
            <AddressForm onOpened={close} />
            <RecentList onOpened={close} onChoose={choose} />
            <KeptResultsPart />
            <ListSource />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
