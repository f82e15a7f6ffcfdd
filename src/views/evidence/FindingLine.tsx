/** Under the stage: what the frame on screen shows, and how far to trust it. */
import { useMemo } from 'react';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useEvidence, useView } from '../../state/binding.tsx';
import { focusFinding } from '../../state/figures/finding.ts';
import { shownAxes, type Axes } from '../../state/view/viewStore.ts';
import { useFocusPanel } from '../controls/useFocusPanel.ts';
import { useFrameStep } from '../shared/panelPosition.ts';
import { verdictText } from './verdictText.ts';

function Words({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const mode = useView((state) => state.mode);
  const { frame, between } = useFrameStep(result);
  const controls = useEvidence((state) => state.controls);
  const mixingBand = useEvidence((state) => state.mixingBand);
  const embedding = useEvidence((state) => state.embedding);
  const shuffled = useEvidence((state) => state.shuffled);
  const { sentence, doubts, verdicts, complete } = useMemo(
    () =>
      focusFinding(result, { frame, fraction: 0, between, clamped: false }, shownAxes(axes, mode), { controls, mixingBand, embedding, shuffled }),
    [result, axes, mode, frame, between, controls, mixingBand, embedding, shuffled],
  );
  const verdict = verdictText(verdicts);
  return (
    <div className="finding numeric" data-testid="finding" data-complete={complete || undefined}>
      <p tabIndex={0}>{sentence}</p>
      {doubts.length > 0 && (
        <details className="finding-more">
          <summary>
            {verdict === null ? '' : `${verdict} ${complete ? '' : 'The mixing null has not been drawn yet. '}`}
            <span className="finding-count">{doubts.length === 1 ? 'One doubt' : `${doubts.length} doubts`}</span>
          </summary>
          <ul>
            {doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export function FindingLine() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) return null;
  return <Words result={panel.result} axes={panel.spec.axes} />;
}
