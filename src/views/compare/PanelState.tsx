/** What a panel is waiting for or what went wrong, over its last good view or in place of one. */
import type { AnalysisSlot } from '../../state/analysisStore.ts';
import { useExplorer } from '../../state/binding.tsx';
import type { Failure } from '../../worker/protocol.ts';
import { progressShare, progressText } from './progressText.ts';

interface PanelStateProps {
  readonly panel: number;
  readonly slot: AnalysisSlot | null;
}

export function PanelState({ panel, slot }: PanelStateProps) {
  const covered = slot !== null && slot.result !== null;
  if (slot !== null && slot.status === 'error' && slot.failure !== null) {
    return <PanelFailure panel={panel} failure={slot.failure} covered={covered} />;
  }
  if (slot === null || slot.status === 'loading') return <PanelProgress panel={panel} slot={slot} covered={covered} />;
  return null;
}

interface PanelProgressProps extends PanelStateProps {
  readonly covered: boolean;
}

function PanelProgress({ panel, slot, covered }: PanelProgressProps) {
  const { commands } = useExplorer();
  const progress = slot?.progress ?? null;
  const share = progressShare(progress);
  return (
    <div className={covered ? 'panel-wait panel-wait-over' : 'panel-wait'} role="status">
      <p>{progressText(progress)}</p>
      <progress
        aria-label="Progress"
        {...(share === null ? {} : { value: share, max: 1 })}
      />
      <button type="button" className="button button-small" onClick={() => commands.cancel(panel)}>
        Cancel
      </button>
    </div>
  );
}

interface PanelFailureProps {
  readonly panel: number;
  readonly failure: Failure;
  readonly covered: boolean;
}

function PanelFailure({ panel, failure, covered }: PanelFailureProps) {
  const { commands } = useExplorer();
  const cancelled = failure.code === 'cancelled';
  return (
    <div className={covered ? 'panel-failure panel-failure-over' : 'panel-failure'} data-testid={`panel-failure-${panel}`}>
      <p className={cancelled ? 'panel-failure-title panel-failure-calm' : 'panel-failure-title'}>
        {cancelled ? 'Cancelled' : 'This view could not be computed'}
      </p>
      {failure.file !== null && <p className="panel-failure-file">{failure.file}</p>}
      <p>{failure.message}</p>
      <p className="panel-failure-remedy">
        {failure.remedy}
        {covered && ' The last good view stays on screen.'}
      </p>
      <button type="button" className="button button-small" onClick={() => commands.retry(panel)}>
        Try again
      </button>
    </div>
  );
}
