import { Menu, MenuItem, Popover } from 'react-aria-components';
import { usePopoverHome } from '../ui/popoverHome.ts';
import type { PopoverOpening } from '../ui/PopoverButton.tsx';

export interface ChartMenuListProps<Kind extends string> {
  readonly label: string;
  readonly kinds: readonly { readonly id: Kind; readonly label: string }[];
  readonly onChoose: (kind: Kind) => void;
}

export function ChartMenuList<Kind extends string>({ label, kinds, onChoose, ...opening }: ChartMenuListProps<Kind> & PopoverOpening) {
  const home = usePopoverHome();
  return (
    <Popover {...home} {...opening} className="popover" placement="bottom end" offset={4}>
      <Menu className="chart-menu" aria-label={label} autoFocus="first" onAction={(key) => onChoose(key as Kind)} onClose={() => opening.onOpenChange(false)}>
        {kinds.map(({ id, label: name }) => (
          <MenuItem key={id} id={id} className="chart-menu-item">
            {name}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
