/** Leads to everything that can be opened. */
import { useExplorer } from '../../state/binding.tsx';
import { OpenIcon } from '../ui/icons.tsx';

export function OpenFileButton() {
  const { commands } = useExplorer();
  return (
    <button type="button" className="button button-small" data-testid="open" onClick={() => commands.showOpenDialog(true)}>
      <OpenIcon />
      Open…
    </button>
  );
}
