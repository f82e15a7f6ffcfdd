/** The row of the verdict under the stage, of one height whatever it says. Its code comes with the first nulls: there is nothing to say before them. */
import { useEvidence } from '../../state/binding.tsx';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import type { Axes } from '../../state/view/panelSpec.ts';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import * as styles from './findingLine.module.css';

const words = lazyPart<{ readonly result: PanelResult; readonly axes: Axes }>(() => import('./FindingWords.tsx').then(({ FindingWords }) => FindingWords));

const WAITING = (
  <div className={styles.row}>
    <p className={styles.sentence}>What chance would give is being drawn.</p>
  </div>
);

export function FindingLine() {
  const panel = useFocusPanel();
  const drawn = useEvidence(({ nulls }) => nulls.value !== null || nulls.status === 'error');
  const result = panel?.result ?? null;
  return (
    <div className={styles.place}>
      {panel !== null && result !== null && (drawn ? <LazyPlace part={words} given={{ result, axes: panel.spec.axes }} name="The finding" waiting={WAITING} /> : WAITING)}
    </div>
  );
}
