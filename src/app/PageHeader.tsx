/** Name, and what concerns the page as a whole: the left column, theme and help. */
import { useEffect } from 'react';
import { useExplorer, useRecordings, useView } from '../state/binding.tsx';
import { SidebarIcon } from '../views/controls/icons.tsx';
import { OfflineButton } from '../views/offline/OfflineButton.tsx';
import { ShareButton } from '../views/share/ShareButton.tsx';
import { UndoButtons } from './UndoButtons.tsx';

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
