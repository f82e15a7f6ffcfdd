/** What went wrong in a panel and what to do: a strip above its last good view, or a card in place of one. */
import { useState } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import type { Failure } from '../../worker/protocol.ts';
import { CloseIcon } from '../controls/icons.tsx';

interface PanelFailureProps {
  readonly panel: number;
  readonly failure: Failure;
  /** A last good view is on screen. */
  readonly covered: boolean;
}

export function PanelFailure({ panel, failure, covered }: PanelFailureProps) {
  const { commands } = useExplorer();
  const [dismissed, setDismissed] = useState<Failure | null>(null);
  if (covered && dismissed === failure) return null;
  const cancelled = failure.code === 'cancelled';
  const title = cancelled ? 'Cancelled' : 'This view could not be computed';
  return (
    <div
      className={covered ? 'panel-failure panel-failure-strip' : 'panel-failure'}
      role={cancelled ? 'status' : 'alert'}
      data-testid={`panel-failure-${panel}`}
    >
      <p className="panel-failure-text">
        <strong className={cancelled ? 'panel-failure-calm' : 'panel-failure-title'}>{title}</strong>{' '}
        {failure.file !== null && <span className="panel-failure-file">{failure.file}</span>} {failure.message}{' '}
        <span className="panel-failure-remedy">
          {failure.remedy}
          {covered && ' The last good view stays on screen.'}
        </span>
      </p>
      <div className="panel-failure-buttons">
        <button type="button" className="button button-small" onClick={() => commands.retry(panel)}>
          Try again
        </button>
        {covered && (
          <button
            type="button"
            className="button button-icon button-quiet button-small"
            aria-label={`Dismiss: ${title}`}
            onClick={() => setDismissed(failure)}
          >
            <CloseIcon />
          </button>
        )}
      </div>
    </div>
  );
}
