/** One projection with its header, what it waits for and what went wrong. */
import { useState } from 'react';
import { useAnalysis, useExplorer } from '../../../state/binding.tsx';
import type { SlotProgress } from '../../../state/panels/slots.ts';
import type { PanelSpec } from '../../../state/view/panelSpec.ts';
import type { Failure } from '../../../worker/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { progressShare, progressText } from '../../ui/progressText.ts';
import { PanelBody, PanelFrame, PanelPicture } from './PanelFrame.tsx';
import { PanelHeader } from './PanelHeader.tsx';
import { ProjectionStage } from './ProjectionStage.tsx';
import * as styles from './compare.module.css';

/** What went wrong in a panel and what to do: a strip above its last good view, or a card in place of one. */
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
      className={covered ? classNames(styles.panelFailure, styles.panelFailureStrip) : styles.panelFailure}
      role={cancelled ? 'status' : 'alert'}
      data-testid={`panel-failure-${panel}`}
    >
      <p className={styles.panelFailureText}>
        <strong className={cancelled ? styles.panelFailureCalm : styles.panelFailureTitle}>{title}</strong>{' '}
        {failure.file !== null && <span className={styles.panelFailureFile}>{failure.file}</span>} {failure.message}{' '}
        <span className={styles.panelFailureRemedy}>
          {failure.remedy}
          {covered && ' The last good view stays on screen.'}
        </span>
      </p>
      <div className={styles.panelFailureButtons}>
        <Button size="small" onClick={() => commands.retry(panel)}>
          Try again
        </Button>
        {covered && (
          <Button
            kind="quiet"
            size="small"
            icon
            aria-label={`Dismiss: ${title}`}
            onClick={() => setDismissed(failure)}
          >
            <CloseIcon />
          </Button>
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
    <div className={covered ? classNames(styles.panelWait, styles.panelWaitOver) : styles.panelWait} role="status">
      <p>{progressText(progress)}</p>
      <progress aria-label="Progress" {...(share === null ? {} : { value: share, max: 1 })} />
      <Button size="small" onClick={() => commands.cancel(panel)}>
        Cancel
      </Button>
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
    <PanelFrame
      data-testid={`panel-${index}`}
      data-focus={focused || undefined}
      data-status={slot?.status ?? 'loading'}
      aria-label={`Panel ${index + 1}`}
    >
      <PanelHeader index={index} spec={spec} result={result} focused={focused} removable={removable} />
      {covered && failure !== null && <PanelFailure panel={index} failure={failure} covered />}
      <PanelBody waiting={waiting}>
        {covered && (
          <PanelPicture stale={slot?.status !== 'ready'}>
            <ProjectionStage panel={index} />
          </PanelPicture>
        )}
        {!covered && failure !== null && <PanelFailure panel={index} failure={failure} covered={false} />}
        {waiting && <PanelProgress panel={index} progress={slot?.progress ?? null} covered={covered} />}
      </PanelBody>
    </PanelFrame>
  );
}
