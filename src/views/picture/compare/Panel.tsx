/** What went wrong in a panel and what to do: a strip above its last good view, or a card in place of one. */
import { useState } from 'react';
import { useAnalysis, useExplorer } from '../../../state/binding.tsx';
import type { PanelSpec } from '../../../state/view/panelSpec.ts';
import type { Failure } from '../../../worker/failure.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { progressShare, progressText } from '../../ui/progressText.ts';
import { PanelHeader } from './PanelHeader.tsx';
import { ProjectionStage } from './ProjectionStage.tsx';
import type { SlotProgress } from '../../../state/panels/slots.ts';

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

/** What a panel is waiting for, in place of a view or beside its last good one. */
interface PanelProgressProps {
  readonly panel: number;
  readonly progress: SlotProgress | null;
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

/** One projection with its header and its state. */
interface PanelProps {
  readonly index: number;
  readonly spec: PanelSpec;
  readonly focused: boolean;
  readonly removable: boolean;
}

export function Panel({ index, spec, focused, removable }: PanelProps) {
  const slot = useAnalysis((state) => state.slots[index] ?? null);
  const result = slot?.value ?? null;
  const waiting = slot === null || slot.status === 'loading';
  const failure = slot?.status === 'error' ? slot.failure : null;
  const covered = result !== null;
  return (
    <section
      className="panel"
      data-testid={`panel-${index}`}
      data-focus={focused || undefined}
      data-status={slot?.status ?? 'loading'}
      aria-label={`Panel ${index + 1}`}
    >
      <PanelHeader index={index} spec={spec} result={result} focused={focused} removable={removable} />
      {covered && failure !== null && <PanelFailure panel={index} failure={failure} covered />}
      <div className="panel-body" aria-busy={waiting}>
        {covered && (
          <div className="panel-picture" data-stale={slot?.status !== 'ready' || undefined}>
            <ProjectionStage panel={index} />
          </div>
        )}
        {!covered && failure !== null && <PanelFailure panel={index} failure={failure} covered={false} />}
        {waiting && <PanelProgress panel={index} progress={slot?.progress ?? null} covered={covered} />}
      </div>
    </section>
  );
}
