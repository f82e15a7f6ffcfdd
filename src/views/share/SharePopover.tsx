import { DialogPopover } from '../lazy/DialogPopover.tsx';
import type { PopoverOpening } from '../lazy/PopoverButton.tsx';
import { SharePanel } from './SharePanel.tsx';
import './share.css';

export function SharePopover(opening: PopoverOpening) {
  return (
    <DialogPopover {...opening} className="share-popover" dialogClassName="share" label="Share this view" placement="bottom end" offset={6}>
      <SharePanel />
    </DialogPopover>
  );
}
