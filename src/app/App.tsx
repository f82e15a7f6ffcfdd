/** The page: controls, stage with timeline, measures. */
import { type ReactNode, useCallback, useState } from 'react';
import { PopoverHome } from '../views/ui/popoverHome.ts';
import { useMediaQuery } from '../views/ui/useSize.ts';
import { PanelGrid } from '../views/picture/compare/PanelGrid.tsx';
import { StageBar } from '../views/picture/compare/StageBar.tsx';
import { Timeline } from '../views/picture/timeline/Timeline.tsx';
import { ControlsColumn } from '../views/controls/ControlsColumn.tsx';
import { EvidenceTabs } from '../views/evidence/EvidenceTabs.tsx';
import { FindingLine } from '../views/evidence/FindingLine.tsx';
import { useView } from '../state/binding.tsx';
import { UpdateNotice } from '../views/offline/UpdateNotice.tsx';
import { OpeningsList } from '../views/open/OpeningsList.tsx';
import { usePasteToOpen } from '../views/open/usePasteToOpen.ts';
import { StoryPlace } from '../views/stories/StoryPlace.tsx';
import { weightsParts } from '../views/news/weightsParts.ts';
import { LazyPlace } from '../views/ui/LazyPlace.tsx';
import { Dialogs, type PageDialog } from './Dialogs.tsx';
import { DropTarget } from './DropTarget.tsx';
import { Notices } from './Notices.tsx';
import { PageHeader } from './PageHeader.tsx';
import * as styles from './app.module.css';
import { useControlsDrawer, useGestureSteps, useRecentFiles, useTheme } from './pageEffects.ts';
import { useGlobalKeys } from './useGlobalKeys.ts';
import { usePreloadedParts } from './usePreloadedParts.ts';

type Tab = 'controls' | 'measures';

const TABS: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'controls', label: 'Controls' },
  { id: 'measures', label: 'Measures' },
];

/** What stands in the places of the page, by stage. */
interface StagePlaces {
  readonly stage: ReactNode;
  readonly timeline: ReactNode;
  readonly controls: ReactNode;
  readonly measures: ReactNode;
}

function contextPlaces(onExport: () => void): StagePlaces {
  return {
    stage: (
      <>
        <StageBar onExport={onExport} />
        <PanelGrid />
        <FindingLine />
      </>
    ),
    timeline: <Timeline className={styles.timeline} />,
    controls: <ControlsColumn />,
    measures: <EvidenceTabs />,
  };
}

function weightsPlaces(onExport: () => void): StagePlaces {
  return {
    stage: <LazyPlace part={weightsParts.stage} given={{ onExport }} name="The weights stage" />,
    timeline: <LazyPlace part={weightsParts.timeline} given={{ className: styles.timeline }} name="The timeline" />,
    controls: <LazyPlace part={weightsParts.controls} given={{}} name="The controls" />,
    measures: <LazyPlace part={weightsParts.details} given={{}} name="The details" />,
  };
}

export function App() {
  const [dialog, setDialog] = useState<PageDialog | null>(null);
  const openHelp = useCallback(() => setDialog('help'), []);
  const openExport = useCallback(() => setDialog('export'), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  const [main, setMain] = useState<HTMLElement | null>(null);
  const [tab, setTab] = useState<Tab>('controls');
  const narrow = useMediaQuery('(width < 720px)');
  const stage = useView((state) => state.stage);
  const places = stage === 'context' ? contextPlaces(openExport) : weightsPlaces(openExport);
  const drawer = useControlsDrawer();
  // What was opened in a picture is read in the details, which a phone shows one press away.
  const opened = useView((state) => state.newsCell);
  const [shownCell, setShownCell] = useState(opened);
  if (opened !== shownCell) {
    setShownCell(opened);
    if (opened !== null) setTab('measures');
  }
  useTheme();
  usePasteToOpen();
  useGestureSteps();
  usePreloadedParts();
  useRecentFiles();
  useGlobalKeys(openHelp, openExport);
  return (
    <PopoverHome value={main}>
      <div className={styles.page} data-controls={drawer.open ? 'open' : 'closed'} data-tab={tab} data-stage={stage}>
        <PageHeader controlsOpen={drawer.open} onToggleControls={drawer.toggle} onHelp={openHelp} />
        {drawer.floating && drawer.open && <div className={styles.drawerShade} onClick={drawer.toggle} />}
        <main ref={setMain} className={styles.stage} aria-label="Stage">
          {places.stage}
        </main>
        {places.timeline}
        {narrow && (
          <nav className={styles.pageTabs} aria-label="Below the stage">
            {TABS.map(({ id, label }) => (
              <button key={id} type="button" aria-pressed={tab === id} onClick={() => setTab(id)}>
                {id === 'measures' && stage === 'weights' ? 'Details' : label}
              </button>
            ))}
          </nav>
        )}
        <aside className={styles.controls} id="controls" aria-label="Controls">
          {places.controls}
        </aside>
        <aside className={styles.measures} aria-label="Measures" data-testid="measures">
          {places.measures}
        </aside>
        <Notices />
        <StoryPlace />
        <UpdateNotice />
        <OpeningsList />
        <DropTarget />
        <Dialogs open={dialog} onClose={closeDialog} />
      </div>
    </PopoverHome>
  );
}
