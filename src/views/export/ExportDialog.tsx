/** Takes the stage out of the page: as a picture, as a film of the played sequence, or as numbers. Each carries its manifest. */
import { useEffect } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand/react';
import { useExplorer } from '../../state/binding.tsx';
import { CloseIcon } from '../controls/icons.tsx';
import { DataTab } from './DataTab.tsx';
import { exportChoices, type ExportTab } from './exportChoices.ts';
import { ExportFooter } from './ExportFooter.tsx';
import { PictureTab } from './PictureTab.tsx';
import { useExportRun } from './useExportRun.ts';
import { VideoTab } from './VideoTab.tsx';
import '../styles/dialog.css';
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
    <ModalOverlay className="modal-overlay" isOpen onOpenChange={(open) => !open && onClose()} isDismissable={!running} isKeyboardDismissDisabled={running}>
      <Modal className="modal export-modal">
        <Dialog className="export" data-testid="export-dialog">
          <div className="export-head">
            <Heading slot="title" className="export-title">
              Export
            </Heading>
            <Button className="button button-icon button-quiet" aria-label="Close" onPress={onClose} isDisabled={running}>
              <CloseIcon />
            </Button>
          </div>
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
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
