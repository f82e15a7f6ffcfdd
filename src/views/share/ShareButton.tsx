/** Passing the view on: a link where an address brings everything along, a file where none does. */
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { ShareIcon } from '../controls/icons.tsx';
import { usePopoverHome } from '../controls/popoverHome.ts';
import { SharePanel } from './SharePanel.tsx';
import './share.css';

export function ShareButton() {
  const home = usePopoverHome();
  return (
    <DialogTrigger>
      <Button className="button share-button" data-testid="share" aria-label="Share">
        <ShareIcon />
        <span className="share-word">Share</span>
      </Button>
      <Popover {...home} className="popover share-popover" placement="bottom end" offset={6}>
        <Dialog className="share" aria-label="Share this view">
          <SharePanel />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
