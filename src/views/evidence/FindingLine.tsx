/** The place of the finding under the stage. Its code comes with the first nulls: there is nothing to say before them. */
import { useEvidence } from '../../state/binding.tsx';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import type { Axes } from '../../state/view/panelSpec.ts';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import * as styles from './findingLine.module.css';

const words = lazyPart<{ readonly result: PanelResult; readonly axes: Axes }>(() => import('./FindingWords.tsx').then(({ FindingWords }) => FindingWords));

export function FindingLine() {
  const panel = useFocusPanel();
  const drawn = useEvidence(({ nulls }) => nulls.value !== null || nulls.status === 'error');
  if (panel === null || panel.result === null) return null;
  const waiting = (
    <div className={styles.finding} data-testid="finding">
      <p>What chance would give is being drawn.</p>
    </div>
  );
  if (!drawn) return waiting;
  return <LazyPlace part={words} given={{ result: panel.result, axes: panel.spec.axes }} name="The finding" waiting={waiting} />;
}
