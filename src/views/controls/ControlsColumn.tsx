/** The left column: what is shown and how. */
import { AxesSection } from './AxesSection.tsx';
import { BasisSection } from './BasisSection.tsx';
import { DisplaySection } from './DisplaySection.tsx';
import { LayerSection } from './LayerSection.tsx';
import { RecordingSection } from './RecordingSection.tsx';
import { WindowSection } from './WindowSection.tsx';

export function ControlsColumn() {
  return (
    <>
      <RecordingSection />
      <LayerSection />
      <WindowSection />
      <BasisSection />
      <AxesSection />
      <DisplaySection />
    </>
  );
}
