/** The head of the page: its name and purpose, undo and redo, sharing, theme, offline use and help. */
import { useEffect } from 'react';
import { useExplorer, useRecordings, useSteps, useView } from '../state/binding.tsx';
import { OfflineButton } from '../views/offline/OfflineButton.tsx';
import { ShareButton } from '../views/share/ShareButton.tsx';
import { Button } from '../views/ui/Button.tsx';
import { Select } from '../views/ui/Field.tsx';
import { RedoIcon, SidebarIcon, UndoIcon } from '../views/ui/icons.tsx';
import { STAGES } from '../state/view/stages.ts';
import * as styles from './pageHeader.module.css';
import { StageSwitch } from './StageSwitch.tsx';

/** Undo and redo of the view, named by what they would take back. */
export function UndoButtons() {
  const { steps } = useExplorer();
  const { undo, redo } = useSteps();
  return (
    <div className={styles.undo} role="group" aria-label="Changes of the view">
      <Button
        kind="quiet"
        icon
        data-testid="undo"
        aria-label={undo === null ? 'Undo' : `Undo: ${undo}`}
        title={undo === null ? 'Nothing to undo' : `Undo: ${undo} (Ctrl+Z)`}
        disabled={undo === null}
        onClick={steps.undo}
      >
        <UndoIcon />
      </Button>
      <Button
        kind="quiet"
        icon
        data-testid="redo"
        aria-label={redo === null ? 'Redo' : `Redo: ${redo}`}
        title={redo === null ? 'Nothing to redo' : `Redo: ${redo} (Ctrl+Shift+Z)`}
        disabled={redo === null}
        onClick={steps.redo}
      >
        <RedoIcon />
      </Button>
    </div>
  );
}

/** Name, and what concerns the page as a whole: the left column, theme and help. */
interface PageHeaderProps {
  readonly controlsOpen: boolean;
  readonly onToggleControls: () => void;
  readonly onHelp: () => void;
}

/** Which tour a newcomer is led on, by the stage in view. */
const FIRST_TOURS = { context: 'see-it', weights: 'the-gap' } as const;

function TourButton() {
  const { tours } = useExplorer();
  const stage = useView((state) => state.stage);
  return (
    <Button className={styles.tour} data-testid="tour" title="A guided tour of what there is to see; more in Help" onClick={() => tours.begin(FIRST_TOURS[stage])}>
      Tour
    </Button>
  );
}

const THEMES = [
  { id: 'system', label: 'System' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

function ThemeSelect() {
  const { view } = useExplorer();
  const theme = useView((state) => state.theme);
  return (
    <Select
      className={styles.theme}
      aria-label="Theme"
      title="Theme"
      data-testid="theme"
      value={theme}
      onChange={(event) => {
        const chosen = THEMES.find(({ id }) => id === event.currentTarget.value);
        if (chosen !== undefined) view.getState().update({ theme: chosen.id });
      }}
    >
      {THEMES.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Select>
  );
}

/** What the stage in view is for, or what the maker of the page's folder calls it. */
function Purpose() {
  const stage = useView((state) => state.stage);
  const title = useRecordings(({ catalog }) => (catalog.status === 'ready' ? (catalog.title ?? null) : null));
  useEffect(() => {
    if (title !== null) document.title = `${title} - Contextscope`;
  }, [title]);
  return <p className={styles.purpose}>{title ?? STAGES[stage].about}</p>;
}

export function PageHeader({ controlsOpen, onToggleControls, onHelp }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <Button
        kind="quiet"
        icon
        className={styles.sidebar}
        aria-label={controlsOpen ? 'Hide controls' : 'Show controls'}
        aria-expanded={controlsOpen}
        aria-controls="controls"
        onClick={onToggleControls}
      >
        <SidebarIcon />
      </Button>
      <h1 className={styles.name}>Contextscope</h1>
      <div className={styles.stages}>
        <StageSwitch />
      </div>
      <Purpose />
      <div className={styles.end}>
        <TourButton />
        <UndoButtons />
        <ShareButton />
        <ThemeSelect />
        <OfflineButton />
        <Button icon aria-label="Keys and gestures" data-testid="help" onClick={onHelp}>
          ?
        </Button>
      </div>
    </header>
  );
}
