/** Pop-ups in the landmark that pop-ups are put into: with anything in them, and with a small dialog. */
import { useContext, type ReactNode } from 'react';
import { Dialog, Popover, type PopoverProps } from 'react-aria-components';
import type { PopoverOpening } from './PopoverButton.tsx';
import { classNames } from './classNames.ts';
import * as styles from './popover.module.css';
import { PopoverHome } from './popoverHome.ts';

interface PagePopoverProps extends PopoverOpening, Pick<PopoverProps, 'maxHeight'> {
  readonly className?: string | undefined;
  readonly placement: NonNullable<PopoverProps['placement']>;
  /** Distance from the button, in pixels. */
  readonly offset: number;
  readonly children: ReactNode;
}

export function PagePopover({ className, ...popover }: PagePopoverProps) {
  const home = useContext(PopoverHome);
  return <Popover {...(home !== null && { UNSTABLE_portalContainer: home })} {...popover} className={classNames(styles.popover, className)!} />;
}

export interface DialogPopoverProps extends Omit<PagePopoverProps, keyof PopoverOpening | 'maxHeight'> {
  /** Of the dialog in it. */
  readonly dialogClassName: string;
  readonly label: string;
}

export function DialogPopover({ dialogClassName, label, children, ...popover }: DialogPopoverProps & PopoverOpening) {
  return (
    <PagePopover {...popover}>
      <Dialog className={dialogClassName} aria-label={label}>
        {children}
      </Dialog>
    </PagePopover>
  );
}
