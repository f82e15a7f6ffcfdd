/** Which nulls the picture beats and which not, in one sentence. */
import { useMemo } from 'react';
import { useEvidence, useView } from '../../state/binding.tsx';
import { focusFinding, type NullVerdict } from '../../state/figures/finding.ts';
import { recordedPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { type Axes, shownAxes } from '../../state/view/panelSpec.ts';
import { useFrameStep } from '../picture/panelPosition.ts';
import * as styles from './findingLine.module.css';

const NAMES: Readonly<Record<NullVerdict['name'], string>> = {
  relabelling: 'relabelled nodes',
  'relabelling in full d': 'relabelled nodes in all dimensions',
  'same-degree graphs': 'same-degree graphs',
  'averaging null': 'averaging only',
  'averaging null in full d': 'averaging only in all dimensions',
};

function listed(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}

/** null while no null has been drawn. */
export function verdictText(verdicts: readonly NullVerdict[]): string | null {
  // All dimensions are named where they say something else than the picture.
  const picture = verdicts.find(({ name }) => name === 'relabelling')?.beaten;
  const told = verdicts.filter(({ name, beaten }) => name !== 'relabelling in full d' || beaten !== picture);
  const of = (beaten: boolean) => told.filter((verdict) => verdict.beaten === beaten).map(({ name, p }) => `${NAMES[name]}${p === undefined ? '' : ` (p = ${p})`}`);
  const [won, lost] = [of(true), of(false)];
  if (won.length === 0 && lost.length === 0) return null;
  if (lost.length === 0) return `Closer along the graph than ${listed(won, 'and')}.`;
  if (won.length === 0) return `Not closer along the graph than ${listed(lost, 'or')}.`;
  return `Closer along the graph than ${listed(won, 'and')}, but not than ${listed(lost, 'or')}.`;
}

/** Under the stage: what the frame on screen shows, and how far to trust it. */
function Words({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const mode = useView((state) => state.mode);
  const { frame, between } = useFrameStep(result);
  const nulls = useEvidence((state) => state.nulls);
  const averagingBand = useEvidence((state) => state.averagingBand);
  const embedding = useEvidence((state) => state.embedding);
  const shuffled = useEvidence((state) => state.shuffled);
  const { sentence, doubts, verdicts, complete } = useMemo(
    () =>
      focusFinding(result, recordedPosition(frame, between), shownAxes(axes, mode), { nulls, averagingBand, embedding, shuffled }),
    [result, axes, mode, frame, between, nulls, averagingBand, embedding, shuffled],
  );
  const verdict = verdictText(verdicts);
  return (
    <div className={styles.finding} data-testid="finding" data-complete={complete || undefined}>
      <p tabIndex={0}>{sentence}</p>
      {doubts.length > 0 && (
        <details className={styles.more}>
          <summary>
            {verdict === null ? '' : `${verdict} ${complete ? '' : 'Averaging only has not been drawn yet. '}`}
            <span className={styles.count}>{doubts.length === 1 ? 'One doubt' : `${doubts.length} doubts`}</span>
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
