/** The finding in words: one sentence of everyday words, the exact terms and the doubts one click away. */
import { useMemo } from 'react';
import { useEvidence, useView } from '../../state/binding.tsx';
import { focusFinding } from '../../state/figures/finding.ts';
import { recordedPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { type Axes, shownAxes } from '../../state/view/panelSpec.ts';
import { useFrameStep } from '../picture/panelPosition.ts';
import * as styles from './findingLine.module.css';

/** What the frame on screen shows, and how far to trust it. */
export function FindingWords({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const mode = useView((state) => state.mode);
  const { frame, between } = useFrameStep(result);
  const nulls = useEvidence((state) => state.nulls);
  const averagingBand = useEvidence((state) => state.averagingBand);
  const assignments = useEvidence((state) => state.assignments);
  const embedding = useEvidence((state) => state.embedding);
  const shuffled = useEvidence((state) => state.shuffled);
  const baselines = useEvidence((state) => state.baselines);
  const { line, terms, doubts, verdict, complete } = useMemo(
    () =>
      focusFinding(result, recordedPosition(frame, between), shownAxes(axes, mode), { nulls, averagingBand, assignments, embedding, shuffled, baselines }),
    [result, axes, mode, frame, between, nulls, averagingBand, assignments, embedding, shuffled, baselines],
  );
  return (
    <div className={styles.finding} data-testid="finding" data-complete={complete || undefined} data-verdict={verdict?.level}>
      <p tabIndex={0}>{line}</p>
      {terms.length + doubts.length > 0 && (
        <details className={styles.more}>
          <summary>
            In exact terms{complete ? '' : ' (not all has been drawn yet)'}
            {doubts.length > 0 && <span className={styles.count}>{doubts.length === 1 ? 'One doubt' : `${doubts.length} doubts`}</span>}
          </summary>
          <div className={styles.told}>
            <ul>
              {terms.map((term) => (
                <li key={term}>{term}</li>
              ))}
            </ul>
            {doubts.length > 0 && <h3>Doubts</h3>}
            <ul>
              {doubts.map((doubt) => (
                <li key={doubt}>{doubt}</li>
              ))}
            </ul>
          </div>
        </details>
      )}
    </div>
  );
}
