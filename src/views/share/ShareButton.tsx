/** Passing the view on: a link where an address brings everything along, a file where none does. */
import { buttonClass } from '../ui/Button.tsx';
import { PopoverButton, type PopoverOpening } from '../ui/PopoverButton.tsx';
import { ShareIcon } from '../ui/icons.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import * as styles from './shareButton.module.css';

const sharePopover = lazyPart<PopoverOpening>(() => import('./SharePopover.tsx').then(({ SharePopover }) => SharePopover));

export function ShareButton() {
  return (
    <PopoverButton part={sharePopover} given={{}} name="The link to this view" opens="dialog" className={buttonClass({}, styles.button)} label="Share" testId="share">
      <ShareIcon />
      <span className={styles.word}>Share</span>
    </PopoverButton>
  );
}
