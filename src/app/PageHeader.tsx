/** Undo and redo of the view, named by what they would take back. */
import { useEffect } from 'react';
import { useExplorer, useRecordings, useSteps, useView } from '../state/binding.tsx';
import { OfflineButton } from '../views/offline/OfflineButton.tsx';
import { ShareButton } from '../views/share/ShareButton.tsx';
import { RedoIcon, SidebarIcon, UndoIcon } from '../views/ui/icons.tsx';

export function UndoButtons() {
  const { steps } = useExplorer();
  const { undo, redo } = useSteps();
  return (
    <div className="header-undo" role="group" aria-label="Changes of the view">
      <button
        type="button"
        className="button button-icon button-quiet"
        data-testid="undo"
        aria-label={undo === null ? 'Undo' : `Undo: ${undo}`}
        title={undo === null ? 'Nothing to undo' : `Undo: ${undo} (Ctrl+Z)`}
        disabled={undo === null}
        onClick={steps.undo}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className="button button-icon button-quiet"
        data-testid="redo"
        aria-label={redo === null ? 'Redo' : `Redo: ${redo}`}
        title={redo === null ? 'Nothing to redo' : `Redo: ${redo} (Ctrl+Shift+Z)`}
        disabled={redo === null}
        onClick={steps.redo}
      >
        <RedoIcon />
      </button>
    </div>
  );
}

/** Name, and what concerns the page as a whole: the left column, theme and help. */
interface PageHeaderProps {
  readonly controlsOpen: boolean;
  readonly onToggleControls: () => void;
  readonly onHelp: () => void;
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
    <select
      className="select header-theme"
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
    </select>
  );
}

/** What the page is for, or what the maker of its folder calls it. */
function Purpose() {
  const title = useRecordings(({ catalog }) => (catalog.status === 'ready' ? (catalog.title ?? null) : null));
  useEffect(() => {
    if (title !== null) document.title = `${title} - Contextscope`;
  }, [title]);
  return <p className="header-purpose">{title ?? 'How a language model’s representations reorganize as its context grows'}</p>;
}

export function PageHeader({ controlsOpen, onToggleControls, onHelp }: PageHeaderProps) {
  return (
    <header className="header">
      <button
        type="button"
        className="button button-icon button-quiet header-sidebar"
        aria-label={controlsOpen ? 'Hide controls' : 'Show controls'}
        aria-expanded={controlsOpen}
        aria-controls="controls"
        onClick={onToggleControls}
      >
        <SidebarIcon />
      </button>
      <h1 className="header-name">Contextscope</h1>
      <Purpose />
      <div className="header-end">
        <UndoButtons />
        <ShareButton />
        <ThemeSelect />
        <OfflineButton />
        <button type="button" className="button button-icon" aria-label="Keys and gestures" data-testid="help" onClick={onHelp}>
          ?
        </button>
      </div>
    </header>
  );
}
