/** The right column: figures at the cursor and the spectrum. */
import { useEvidence } from '../../state/binding.tsx';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { Hint } from '../ui/Text.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import { CursorFigures } from './CursorFigures.tsx';
import { ScreeSection } from './ScreeSection.tsx';
import * as styles from './evidenceTabs.module.css';
import type { SequencesTableProps } from './SequencesTable.tsx';

const sequencesTable = lazyPart<SequencesTableProps>(() => import('./SequencesTable.tsx').then(({ SequencesTable }) => SequencesTable));

export function MeasuresColumn() {
  const panel = useFocusPanel();
  // With the first nulls, not before: the first picture waits for nothing but its own code.
  const begun = useEvidence(({ nulls }) => nulls.value !== null || nulls.status === 'error');
  if (panel === null || panel.result === null) {
    return <Hint className={styles.waiting}>Measures appear with the recording.</Hint>;
  }
  return (
    <>
      <CursorFigures result={panel.result} axes={panel.spec.axes} />
      {begun && panel.result.info.metadata.layersBySequence !== undefined && <LazyPlace part={sequencesTable} given={{ result: panel.result }} name="The table over sequences" />}
      <ScreeSection panel={panel.index} result={panel.result} />
    </>
  );
}
