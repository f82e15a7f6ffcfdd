/** A saved view that cannot simply be shown: which of its recordings are here, which differ, which are missing. */
import { useRef } from 'react';
import { useExplorer, useSavedView } from '../../state/binding.tsx';
import type { SavedRow } from '../../state/share/savedViewOpening.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Caution, Hint } from '../ui/Text.tsx';
import { TitledDialog } from '../ui/TitledDialog.tsx';
import { formatBytes } from '../ui/formatNumber.ts';
import { progressShare, progressText } from '../ui/progressText.ts';
import * as styles from './share.module.css';

function MatchText({ match, recording }: SavedRow) {
  switch (match.kind) {
    case 'checking': {
      const share = progressShare(match.progress);
      return (
        <div className={styles.progress} role="status">
          <span>{match.progress === null ? 'Looking for it' : progressText(match.progress)}</span>
          <progress aria-label={`Progress of ${recording.name}`} {...(share === null ? {} : { value: share, max: 1 })} />
        </div>
      );
    }
    case 'same':
      return <p className={styles.savedSame}>Found: the same bytes.</p>;
    case 'other':
      return <Caution>Not the same bytes as when the view was saved: the figures may differ.</Caution>;
    case 'missing':
      return (
        <Caution>
          {match.failure === null ? 'Not here yet.' : `${match.failure.message} ${match.failure.remedy}`} Choose the file {recording.name},{' '}
          {formatBytes(recording.bytes)}.
        </Caution>
      );
  }
}

function Rows({ rows }: { readonly rows: readonly SavedRow[] }) {
  return (
    <ul className={styles.savedRows}>
      {rows.map((row) => (
        <li key={row.recording.id} data-testid="saved-recording" data-match={row.match.kind}>
          <p className={styles.savedTitle}>{row.recording.title || row.recording.name}</p>
          <p className={styles.savedFacts}>
            {row.recording.name}
            {row.recording.model !== '' && `, ${row.recording.model}`}
          </p>
          <MatchText {...row} />
        </li>
      ))}
    </ul>
  );
}

export function SavedViewDialog() {
  const { savedViews, commands } = useExplorer();
  const pending = useSavedView();
  const input = useRef<HTMLInputElement>(null);
  const rows = pending?.rows ?? [];
  const waits = rows.some(({ match }) => match.kind === 'checking');
  const found = rows.some(({ match }) => match.kind === 'same' || match.kind === 'other');
  const lacks = rows.filter(({ match }) => match.kind === 'missing').length;
  const differs = rows.some(({ match }) => match.kind === 'other');
  return (
    <TitledDialog title="Saved view" open={pending !== null} onClose={savedViews.close} modalClassName={styles.window} className={styles.saved} testId="saved-view">
      <p className={styles.savedFacts}>{pending?.file}</p>
      <Rows rows={rows} />
      {found && lacks > 0 && <Hint>Shown as it is, the panels of what is missing are left out.</Hint>}
      <ButtonRow apart>
        {(lacks > 0 || differs) && (
          <Button kind="primary" disabled={waits} onClick={() => input.current?.click()}>
            Choose files…
          </Button>
        )}
        <Button data-testid="show-saved" disabled={waits || !found} onClick={savedViews.show}>
          {differs || lacks > 0 ? 'Show anyway' : 'Show'}
        </Button>
        <Button kind="quiet" onClick={savedViews.close}>
          Cancel
        </Button>
      </ButtonRow>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Choose the recordings of the saved view"
        data-testid="saved-files"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) commands.openFiles(files);
        }}
      />
    </TitledDialog>
  );
}
