import { TitledDialog } from '../shared/TitledDialog.tsx';
import { OfflinePanel } from './OfflinePanel.tsx';

export interface OfflineDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What can be had without a network. */
export function OfflineDialog({ open, onClose }: OfflineDialogProps) {
  return (
    <TitledDialog title="Offline use" open={open} onClose={onClose} modalClassName="offline-modal" className="offline" testId="offline-dialog" dismissable>
      <OfflinePanel />
    </TitledDialog>
  );
}
