/** Under the stage: what the frame on screen shows, and how far to trust it. */
import { useMemo } from 'react';
import type { PanelResult } from '../../state/analysisStore.ts';
import { useEvidence, useView } from '../../state/binding.tsx';
import { focusFinding } from '../../state/focusFinding.ts';
import type { Axes } from '../../state/viewStore.ts';
import { useFocusPanel } from '../controls/useFocusPanel.ts';
import { shownAxes } from '../measures/useCursorMeasures.ts';
import { useFrameStep } from '../shared/panelPosition.ts';

/** The first doubts are said in sight, the others on demand. */
const IN_SIGHT = 1;

function Words({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const mode = useView((state) => state.mode);
  const { frame, between } = useFrameStep(result);
  const controls = useEvidence((state) => state.controls);
  const mixing = useEvidence((state) => state.mixing);
  const embedding = useEvidence((state) => state.embedding);
  const shuffled = useEvidence((state) => state.shuffled);
  const { sentence, doubts, complete } = useMemo(
    () =>
      focusFinding(result, { frame, fraction: 0, between, clamped: false }, shownAxes(axes, mode), { controls, mixing, embedding, shuffled }),
    [result, axes, mode, frame, between, controls, mixing, embedding, shuffled],
  );
  const more = doubts.slice(IN_SIGHT);
  return (
    <div className="finding numeric" data-testid="finding" data-complete={complete || undefined}>
      <div className="finding-words">
        <p>
          {sentence} {doubts.slice(0, IN_SIGHT).join(' ')}
        </p>
        {more.length > 0 && (
          <details className="finding-more">
            <summary>
              {more.length} more to weigh
            </summary>
            <ul>
              {more.map((doubt) => (
                <li key={doubt}>{doubt}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}

export function FindingLine() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) return null;
  return <Words result={panel.result} axes={panel.spec.axes} />;
}
