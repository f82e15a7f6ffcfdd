/** How the export goes: progress and cancel, what was saved, or what went wrong. */
import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand/react';
import { useExplorer } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Text.tsx';
import { TitledDialog } from '../ui/TitledDialog.tsx';
import { classNames } from '../ui/classNames.ts';
import { formatBytes } from '../ui/formatNumber.ts';
import { DataTab } from './DataTab.tsx';
import { PictureTab } from './PictureTab.tsx';
import { VideoTab } from './VideoTab.tsx';
import { exportChoices, type ExportTab } from './exportChoices.ts';
import * as styles from './exportDialog.module.css';
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
      return <Hint as="div" className={styles.footer}>Every export says how it was made, so that its numbers can be computed again.</Hint>;
    case 'running': {
      const { progress } = run;
      const share = progress?.total ? progress.done / progress.total : null;
      return (
        <div className={classNames(styles.footer, styles.running)}>
          <progress aria-label="Export" {...(share === null ? {} : { value: share, max: 1 })} />
          <span className={styles.words} data-testid="export-progress">
            {progressWords(progress)}
          </span>
          <Button size="small" data-testid="export-cancel" onClick={cancel}>
            Cancel
          </Button>
        </div>
      );
    }
    case 'saved':
      return (
        <div className={styles.footer} role="status" data-testid="export-saved">
          {run.text}
        </div>
      );
    case 'cancelled':
      return (
        <div className={styles.footer} role="status" data-testid="export-cancelled">
          Cancelled. Nothing was saved.
        </div>
      );
    case 'failed':
      return (
        <div className={classNames(styles.footer, styles.failed)} role="alert" data-testid="export-failed">
          <strong>The export failed.</strong> {run.failure.file} {run.failure.message} <span className={styles.remedy}>{run.failure.remedy}</span>
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
    <TitledDialog title="Export" open onClose={onClose} modalClassName={styles.window} className={styles.dialog} testId="export-dialog" dismissable busy={running}>
      <Tabs
        selectedKey={tab}
        isDisabled={running}
        onSelectionChange={(key) => {
          const chosen = TABS.find(({ id }) => id === key);
          if (chosen !== undefined) exportChoices.setState({ tab: chosen.id });
        }}
      >
        <TabList className={styles.tabList!} aria-label="What to export">
          {TABS.map(({ id, name }) => (
            <Tab key={id} id={id} className={styles.tab!} data-testid={`export-${id}`}>
              {name}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="picture" className={styles.panel!}>
          <PictureTab runner={runner} />
        </TabPanel>
        <TabPanel id="video" className={styles.panel!}>
          <VideoTab runner={runner} />
        </TabPanel>
        <TabPanel id="data" className={styles.panel!}>
          <DataTab runner={runner} />
        </TabPanel>
      </Tabs>
      <ExportFooter runner={runner} />
    </TitledDialog>
  );
}
