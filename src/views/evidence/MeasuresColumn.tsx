/** The right column: figures at the cursor and the spectrum. */
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { Hint } from '../ui/Text.tsx';
import { CursorFigures } from './CursorFigures.tsx';
import { ScreeSection } from './ScreeSection.tsx';
import * as styles from './evidenceTabs.module.css';

export function MeasuresColumn() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) {
    return <Hint className={styles.waiting}>Measures appear with the recording.</Hint>;
  }
  return (
    <>
      <CursorFigures result={panel.result} axes={panel.spec.axes} />
      <ScreeSection panel={panel.index} result={panel.result} />
    </>
  );
}
