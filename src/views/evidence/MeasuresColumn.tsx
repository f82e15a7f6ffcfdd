/** The right column: figures at the cursor, the spectrum, and where the recording comes from. */
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { CursorFigures } from './CursorFigures.tsx';
import { Provenance } from './Provenance.tsx';
import { ScreeSection } from './ScreeSection.tsx';
import './measures.css';

export function MeasuresColumn() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) {
    return <p className="hint measures-waiting">Measures appear with the recording.</p>;
  }
  return (
    <>
      <CursorFigures result={panel.result} axes={panel.spec.axes} />
      <ScreeSection panel={panel.index} result={panel.result} />
      <Provenance metadata={panel.result.info.metadata} bytes={panel.result.info.byteLength} />
    </>
  );
}
