/** Files opened before on this device, and the reader's leave to remember them. */
import { useExplorer, useRecent } from '../../state/binding.tsx';
import type { RecentFile } from '../../state/opening/recentFiles.ts';
import { Button } from '../ui/Button.tsx';
import { Toggle } from '../ui/Field.tsx';
import { Fault, Hint } from '../ui/Text.tsx';
import { Subtitle } from '../ui/TitledDialog.tsx';
import { formatBytes } from '../ui/formatNumber.ts';
import { CloseIcon } from '../ui/icons.tsx';
import * as styles from './open.module.css';

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
    <section className={styles.part} aria-label="Files opened before">
      <Subtitle>Opened before</Subtitle>
      {status === 'ready' && (
        <div className={styles.leave}>
          <Toggle testId="remember-files" checked={remember} onChange={(checked) => commands.setRecentLeave({ remember: checked, keepCopies })}>
            Remember files I open on this device
          </Toggle>
          {remember && (
            <Toggle testId="keep-copies" checked={keepCopies} onChange={(checked) => commands.setRecentLeave({ remember, keepCopies: checked })}>
              Keep copies of files up to 20 MB that this browser cannot find again by itself
            </Toggle>
          )}
          <Hint>
            {remember
              ? 'Names, sizes and where the files are stay in this browser. Unticking forgets them all.'
              : 'Off: this page keeps neither names nor copies of your files.'}
          </Hint>
        </div>
      )}
      {failure !== null && (
        <Fault role="alert">
          {failure.message} {failure.remedy}
        </Fault>
      )}
      {files.length > 0 && (
        <>
          <ul className={styles.recentList} data-testid="recent-list">
            {files.map((file) => (
              <RecentRow key={file.key} file={file} onOpened={onOpened} onChoose={onChoose} />
            ))}
          </ul>
          <Button size="small" className={styles.forget} onClick={() => commands.forgetAllRecent()}>
            Forget all
          </Button>
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
    <li className={styles.recentRow}>
      <button type="button" className={styles.recentOpen} title={file.name} onClick={open}>
        <span className={styles.recentName}>{file.name}</span>
        <span className={styles.recentMeta}>{details.join(' · ')}</span>
      </button>
      <Button
        kind="quiet"
        size="small"
        icon
        aria-label={`Forget ${file.name}`}
        onClick={() => commands.forgetRecent(file.key)}
      >
        <CloseIcon />
      </Button>
    </li>
  );
}
