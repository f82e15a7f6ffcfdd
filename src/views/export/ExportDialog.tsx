/** Takes the stage out of the page: as a picture, as a film of the played sequence, or as numbers. Each carries its manifest. */
import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand/react';
import { useExplorer } from '../../state/binding.tsx';
import { TitledDialog } from '../shared/TitledDialog.tsx';
import { DataTab } from './DataTab.tsx';
import { exportChoices, type ExportTab } from './exportChoices.ts';
import { ExportFooter } from './ExportFooter.tsx';
import { PictureTab } from './PictureTab.tsx';
import { useExportRun } from './useExportRun.ts';
import { VideoTab } from './VideoTab.tsx';
import './exportDialog.css';

const TABS: readonly { readonly id: ExportTab; readonly name: string }[] = [
  { id: 'picture', name: 'Picture' },
  { id: 'video', name: 'Video' },
  { id: 'data', name: 'Data' },
];

export interface ExportDialogProps {
  readonly onClose: () => void;
}

export function ExportDialog({ onClose }: ExportDialogProps) {
  const { commands } = useExplorer();
  const tab = useStore(exportChoices, (state) => state.tab);
  const runner = useExportRun();
  const running = runner.run.status === 'running';
  useEffect(() => commands.pause(), [commands]);
  return (
    <TitledDialog title="Export" open onClose={onClose} modalClassName="export-modal" className="export" testId="export-dialog" dismissable busy={running}>
      <Tabs
        className="export-tabs"
        selectedKey={tab}
        isDisabled={running}
        onSelectionChange={(key) => {
          const chosen = TABS.find(({ id }) => id === key);
          if (chosen !== undefined) exportChoices.setState({ tab: chosen.id });
        }}
      >
        <TabList className="export-tab-list" aria-label="What to export">
          {TABS.map(({ id, name }) => (
            <Tab key={id} id={id} className="export-tab" data-testid={`export-${id}`}>
              {name}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="picture" className="export-panel">
          <PictureTab runner={runner} />
        </TabPanel>
        <TabPanel id="video" className="export-panel">
          <VideoTab runner={runner} />
        </TabPanel>
        <TabPanel id="data" className="export-panel">
          <DataTab runner={runner} />
        </TabPanel>
      </Tabs>
      <ExportFooter runner={runner} />
    </TitledDialog>
  );
}
