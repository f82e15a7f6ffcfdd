import type { DialogPopoverProps } from './DialogPopover.tsx';
import { lazyPart } from './lazyPart.ts';
import type { PopoverOpening } from './PopoverButton.tsx';

/** The one pop-up for everything that a sentence or two explain. */
export const dialogPopover = lazyPart<DialogPopoverProps & PopoverOpening>(() => import('./DialogPopover.tsx').then(({ DialogPopover }) => DialogPopover));
