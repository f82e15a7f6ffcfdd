/** One place to open recordings from: files, addresses, and files opened before. */
import { TitledDialog } from '../shared/TitledDialog.tsx';
import { AddressForm } from './AddressForm.tsx';
import { FileChoice } from './FileChoice.tsx';
import { KeptResultsPart } from './KeptResultsPart.tsx';
import { ListSource } from './ListSource.tsx';
import { RecentList } from './RecentList.tsx';
import './open.css';

export interface OpenDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Opens the picker for local files. */
  readonly onChoose: () => void;
}

export function OpenDialog({ open, onClose, onChoose }: OpenDialogProps) {
  return (
    <TitledDialog title="Open recordings" open={open} onClose={onClose} modalClassName="open-modal" className="open-dialog" testId="open-dialog" dismissable>
      <FileChoice onChoose={onChoose} />
      <AddressForm onOpened={onClose} />
      <RecentList onOpened={onClose} onChoose={onChoose} />
      <KeptResultsPart />
      <ListSource />
    </TitledDialog>
  );
}
