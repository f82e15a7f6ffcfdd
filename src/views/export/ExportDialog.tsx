/** How the export goes: progress and cancel, what was saved, or what went wrong. */
import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand/react';
import { useExplorer } from '../../state/binding.tsx';
import { TitledDialog } from '../ui/TitledDialog.tsx';
import { formatBytes } from '../ui/formatNumber.ts';
import { DataTab } from './DataTab.tsx';
import { PictureTab } from './PictureTab.tsx';
import { VideoTab } from './VideoTab.tsx';
import { exportChoices, type ExportTab } from './exportChoices.ts';
import './exportDialog.css';
import type { ExportProgress } from './exportJobs.ts';
import { type ExportRunner, useExportRun } from './useExportRun.ts';

function progressWords(progress: ExportProgress | null): string {
  if (progress === null) return 'Starting';
  const { what, done, total } = progress;
  if (total === null) return what;
  const bytes = what === 'Hash of the data' || what === 'Reading';
  return `${what}: ${bytes ? `${formatBytes(done)} of ${formatBytes(total)}` : `${done} of ${total}`}`;
}

export function ExportFooter({ runner: { run, cancel } }: { readonly runner: ExportRunner }) {
  switch (run.status) {
    case 'idle':
      return <div className="export-footer hint">Every export says how it was made, so that its numbers can be computed again.</div>;
    case 'running': {
      const { progress } = run;
      const share = progress?.total ? progress.done / progress.total : null;
      return (
        <div className="export-footer export-running">
          <progress aria-label="Export" {...(share === null ? {} : { value: share, max: 1 })} />
          <span className="export-words" data-testid="export-progress">
            {progressWords(progress)}
          </span>
          <button type="button" className="button button-small" data-testid="export-cancel" onClick={cancel}>
            Cancel
          </button>
        </div>
      );
    }
    case 'saved':
      return (
        <div className="export-footer" role="status" data-testid="export-saved">
          {run.text}
        </div>
      );
    case 'cancelled':
      return (
        <div className="export-footer" role="status" data-testid="export-cancelled">
          Cancelled. Nothing was saved.
        </div>
      );
    case 'failed':
      return (
        <div className="export-footer export-failed" role="alert" data-testid="export-failed">
          <strong>The export failed.</strong> {run.failure.file} {run.failure.message} <span className="export-remedy">{run.failure.remedy}</span>
        </div>
      );
  }
}

/** Takes the stage out of the page: as a picture, as a film of the played sequence, or as numbers. Each carries its manifest. */
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
