/** The left column: what is shown, and behind a disclosure that stays as it was left how it is drawn and where it comes from. */
import { useExplorer, useView } from '../../state/binding.tsx';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { Provenance } from '../evidence/Provenance.tsx';
import { AxesSection } from './AxesSection.tsx';
import { BasisSection } from './BasisSection.tsx';
import { DisplaySection } from './DisplaySection.tsx';
import { LayerSection } from './LayerSection.tsx';
import { RecordingSection } from './RecordingSection.tsx';
import { WindowSection } from './WindowSection.tsx';
import * as styles from './controls.module.css';

function Advanced() {
  const { view } = useExplorer();
  const open = useView((state) => state.advanced);
  const info = useFocusPanel()?.result?.info ?? null;
  return (
    <details
      className={styles.advanced}
      open={open}
      onToggle={(event) => {
        // Also told when the state opens or closes it.
        const { open: advanced } = event.currentTarget;
        if (advanced !== view.getState().advanced) view.getState().update({ advanced });
      }}
    >
      <summary data-testid="advanced" title="Basis, axes, display and provenance">
        Advanced <span>basis, axes, display …</span>
      </summary>
      {open && (
        <>
          <BasisSection />
          <AxesSection />
          <DisplaySection />
          {info !== null && <Provenance metadata={info.metadata} bytes={info.byteLength} />}
        </>
      )}
    </details>
  );
}

export function ControlsColumn() {
  return (
    <>
      <RecordingSection />
      <LayerSection />
      <WindowSection />
      <Advanced />
    </>
  );
}
