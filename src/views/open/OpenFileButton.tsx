/** Leads to everything that can be opened. */
import { useExplorer } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { OpenIcon } from '../ui/icons.tsx';

export function OpenFileButton() {
  const { commands } = useExplorer();
  return (
    <Button size="small" data-testid="open" onClick={() => commands.showOpenDialog(true)}>
      <OpenIcon />
      Open…
    </Button>
  );
}
