/** One projection with its header and its state. */
import { useAnalysis } from '../../state/binding.tsx';
import type { PanelSpec } from '../../state/viewStore.ts';
import { PanelHeader } from './PanelHeader.tsx';
import { PanelState } from './PanelState.tsx';
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
  return (
    <section
      className="panel"
      data-testid={`panel-${index}`}
      data-focus={focused || undefined}
      data-status={slot?.status ?? 'loading'}
      aria-label={`Panel ${index + 1}`}
    >
      <PanelHeader index={index} spec={spec} result={result} focused={focused} removable={removable} />
      <div className="panel-body" aria-busy={slot === null || slot.status === 'loading'}>
        {result !== null && <ProjectionStage panel={index} />}
        <PanelState panel={index} slot={slot} />
      </div>
    </section>
  );
}
