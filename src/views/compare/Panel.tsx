/** One projection with its header and its state. */
import { useAnalysis } from '../../state/binding.tsx';
import type { PanelSpec } from '../../state/view/viewStore.ts';
import { PanelFailure } from './PanelFailure.tsx';
import { PanelHeader } from './PanelHeader.tsx';
import { PanelProgress } from './PanelProgress.tsx';
import { ProjectionStage } from './ProjectionStage.tsx';

interface PanelProps {
  readonly index: number;
  readonly spec: PanelSpec;
  readonly focused: boolean;
  readonly removable: boolean;
}

export function Panel({ index, spec, focused, removable }: PanelProps) {
  const slot = useAnalysis((state) => state.slots[index] ?? null);
  const result = slot?.result ?? null;
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
