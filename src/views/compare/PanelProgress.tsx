/** What a panel is waiting for, in place of a view or beside its last good one. */
import { useExplorer } from '../../state/binding.tsx';
import type { Progress } from '../../worker/protocol.ts';
import { progressShare, progressText } from './progressText.ts';

interface PanelProgressProps {
  readonly panel: number;
  readonly progress: Progress | null;
  /** A last good view is on screen. */
  readonly covered: boolean;
}

export function PanelProgress({ panel, progress, covered }: PanelProgressProps) {
  const { commands } = useExplorer();
  const share = progressShare(progress);
  return (
    <div className={covered ? 'panel-wait panel-wait-over' : 'panel-wait'} role="status">
      <p>{progressText(progress)}</p>
      <progress aria-label="Progress" {...(share === null ? {} : { value: share, max: 1 })} />
      <button type="button" className="button button-small" onClick={() => commands.cancel(panel)}>
        Cancel
      </button>
    </div>
  );
}
