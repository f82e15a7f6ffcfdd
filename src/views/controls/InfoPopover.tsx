/** A small "?" that explains the term beside it; opens by pointer, touch or keyboard. */
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { usePopoverHome } from './popoverHome.ts';
import './infoPopover.css';

interface InfoPopoverProps {
  readonly term: string;
  readonly children: ReactNode;
}

export function InfoPopover({ term, children }: InfoPopoverProps) {
  const home = usePopoverHome();
  return (
    <DialogTrigger>
      <Button className="info-button" aria-label={`About ${term}`}>
        ?
      </Button>
      <Popover {...home} className="popover info-popover" placement="bottom end" offset={6}>
        <Dialog className="info-dialog" aria-label={term}>
          <p className="info-term">{term}</p>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
