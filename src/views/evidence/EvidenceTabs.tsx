/** The right column: figures at the cursor, and one tab for every kind of evidence. Only the open tab is computed. */
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useEvidence, useExplorer } from '../../state/binding.tsx';
import { EVIDENCE_TABS, type EvidenceTab } from '../../state/evidenceTypes.ts';
import { useFocusPanel } from '../controls/useFocusPanel.ts';
import { MeasuresColumn } from '../measures/MeasuresColumn.tsx';
import { ScalingTab } from '../scaling/ScalingTab.tsx';
import { ControlsTab } from './ControlsTab.tsx';
import { CurvesTab } from './CurvesTab.tsx';
import { LayersTab } from './LayersTab.tsx';
import { SpectrumTab } from './SpectrumTab.tsx';
import './evidence.css';

const NAMES: Readonly<Record<EvidenceTab, string>> = {
  cursor: 'Cursor',
  curves: 'Curves',
  layers: 'Layers',
  controls: 'Controls',
  spectrum: 'Spectrum',
  scaling: 'Scaling',
};

function Content({ tab }: { readonly tab: EvidenceTab }) {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) {
    return <p className="hint measures-waiting">Measures appear with the recording.</p>;
  }
  const shown = { result: panel.result, axes: panel.spec.axes };
  switch (tab) {
    case 'cursor':
      return <MeasuresColumn />;
    case 'curves':
      return <CurvesTab {...shown} />;
    case 'layers':
      return <LayersTab {...shown} />;
    case 'controls':
      return <ControlsTab {...shown} />;
    case 'spectrum':
      return <SpectrumTab {...shown} />;
    case 'scaling':
      return <ScalingTab result={panel.result} />;
  }
}

export function EvidenceTabs() {
  const { commands } = useExplorer();
  const tab = useEvidence((state) => state.tab);
  return (
    <Tabs
      className="evidence-tabs"
      selectedKey={tab}
      onSelectionChange={(key) => {
        const chosen = EVIDENCE_TABS.find((id) => id === key);
        if (chosen !== undefined && chosen !== tab) commands.openTab(chosen);
      }}
    >
      <TabList className="evidence-tab-list" aria-label="Evidence">
        {EVIDENCE_TABS.map((id) => (
          <Tab key={id} id={id} className="evidence-tab" data-testid={`tab-${id}`}>
            {NAMES[id]}
          </Tab>
        ))}
      </TabList>
      {EVIDENCE_TABS.map((id) => (
        <TabPanel key={id} id={id} className="evidence-panel">
          {id === tab && <Content tab={id} />}
        </TabPanel>
      ))}
    </Tabs>
  );
}
