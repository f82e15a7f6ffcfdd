/** A small "?" that explains the term beside it; opens by pointer, touch or keyboard. */
import type { ReactNode } from 'react';
import { dialogPopover } from './dialogPopoverPart.ts';
import { PopoverButton } from './PopoverButton.tsx';
import './infoPopover.css';

interface InfoPopoverProps {
  readonly term: string;
  readonly children: ReactNode;
}

export function InfoPopover({ term, children }: InfoPopoverProps) {
  return (
    <PopoverButton
      part={dialogPopover}
      given={{
        className: 'info-popover',
        dialogClassName: 'info-dialog',
        label: term,
        placement: 'bottom end',
        offset: 6,
        children: (
          <>
            <p className="info-term">{term}</p>
            {children}
          </>
        ),
      }}
      name="The explanation"
      opens="dialog"
      className="info-button"
      label={`About ${term}`}
    >
      ?
    </PopoverButton>
  );
}
