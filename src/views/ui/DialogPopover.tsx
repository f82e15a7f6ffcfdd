/** A pop-up that holds a small dialog, in the landmark that pop-ups are put into. */
import type { ReactNode } from 'react';
import { Dialog, Popover, type PopoverProps } from 'react-aria-components';
import { usePopoverHome } from './popoverHome.ts';
import type { PopoverOpening } from './PopoverButton.tsx';

export interface DialogPopoverProps {
  /** Classes of the pop-up, besides `popover`, and of the dialog in it. */
  readonly className: string;
  readonly dialogClassName: string;
  readonly label: string;
  readonly placement: NonNullable<PopoverProps['placement']>;
  /** Distance from the button, in pixels. */
  readonly offset: number;
  readonly children: ReactNode;
}

export function DialogPopover({ className, dialogClassName, label, placement, offset, children, ...opening }: DialogPopoverProps & PopoverOpening) {
  const home = usePopoverHome();
  return (
    <Popover {...home} {...opening} className={`popover ${className}`} placement={placement} offset={offset}>
      <Dialog className={dialogClassName} aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  );
}
