/** Files opened before on this device, and the reader's leave to remember them. */
import { useExplorer, useRecent } from '../../state/binding.tsx';
import type { RecentFile } from '../../state/opening/recentFiles.ts';
import { formatBytes } from '../ui/formatNumber.ts';
import { CloseIcon } from '../ui/icons.tsx';

interface RecentListProps {
  readonly onOpened: () => void;
  /** Asks for the file itself, where the browser cannot find it again. */
  readonly onChoose: () => void;
}

const HOW: Record<RecentFile['kept'], string> = { handle: '', copy: 'copy kept', name: 'only its name is kept: choose it again' };

export function RecentList({ onOpened, onChoose }: RecentListProps) {
  const { commands } = useExplorer();
  const { status, remember, keepCopies, files, failure } = useRecent((state) => state);
  if (status === 'unread') return null;
  return (
    <section className="open-part" aria-label="Files opened before">
      <h3 className="open-subtitle">Opened before</h3>
      {status === 'ready' && (
        <div className="open-leave">
          <label className="toggle">
            <input
              type="checkbox"
              data-testid="remember-files"
              checked={remember}
              onChange={(event) => commands.setRecentLeave({ remember: event.currentTarget.checked, keepCopies })}
            />
            Remember files I open on this device
          </label>
          {remember && (
            <label className="toggle">
              <input
                type="checkbox"
                data-testid="keep-copies"
                checked={keepCopies}
                onChange={(event) => commands.setRecentLeave({ remember, keepCopies: event.currentTarget.checked })}
              />
              Keep copies of files up to 20 MB that this browser cannot find again by itself
            </label>
          )}
          <p className="hint">
            {remember
              ? 'Names, sizes and where the files are stay in this browser. Unticking forgets them all.'
              : 'Off: this page keeps neither names nor copies of your files.'}
          </p>
        </div>
      )}
      {failure !== null && (
        <p className="open-fault" role="alert">
          {failure.message} {failure.remedy}
        </p>
      )}
      {files.length > 0 && (
        <>
          <ul className="recent-list" data-testid="recent-list">
            {files.map((file) => (
              <RecentRow key={file.key} file={file} onOpened={onOpened} onChoose={onChoose} />
            ))}
          </ul>
          <button type="button" className="button button-small open-forget" onClick={() => commands.forgetAllRecent()}>
            Forget all
          </button>
        </>
      )}
    </section>
  );
}

function RecentRow({ file, onOpened, onChoose }: RecentListProps & { readonly file: RecentFile }) {
  const { commands } = useExplorer();
  const open = () => {
    void commands.openRecent(file.key).then((found) => (found ? onOpened() : onChoose()));
  };
  const details = [formatBytes(file.size), new Date(file.opened).toLocaleDateString(), HOW[file.kept]].filter((part) => part !== '');
  return (
    <li className="recent-row">
      <button type="button" className="recent-open" title={file.name} onClick={open}>
        <span className="recent-name">{file.name}</span>
        <span className="recent-meta numeric">{details.join(' · ')}</span>
      </button>
      <button
        type="button"
        className="button button-icon button-quiet button-small"
        aria-label={`Forget ${file.name}`}
        onClick={() => commands.forgetRecent(file.key)}
      >
        <CloseIcon />
      </button>
    </li>
  );
}
