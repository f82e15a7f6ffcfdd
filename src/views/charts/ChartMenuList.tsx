/** The menu behind the button that takes a chart away. */
import { Menu, MenuItem } from 'react-aria-components';
import { PagePopover } from '../ui/DialogPopover.tsx';
import type { PopoverOpening } from '../ui/PopoverButton.tsx';
import * as styles from './charts.module.css';

export interface ChartMenuListProps<Kind extends string> {
  readonly label: string;
  readonly kinds: readonly { readonly id: Kind; readonly label: string }[];
  readonly onChoose: (kind: Kind) => void;
}

export function ChartMenuList<Kind extends string>({ label, kinds, onChoose, ...opening }: ChartMenuListProps<Kind> & PopoverOpening) {
  return (
    <PagePopover {...opening} placement="bottom end" offset={4}>
      <Menu className={styles.menu!} aria-label={label} autoFocus="first" onAction={(key) => onChoose(key as Kind)} onClose={() => opening.onOpenChange(false)}>
        {kinds.map(({ id, label: name }) => (
          <MenuItem key={id} id={id} className={styles.menuItem!}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </PagePopover>
  );
}
