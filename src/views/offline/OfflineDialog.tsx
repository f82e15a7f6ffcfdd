/** What can be had without a network: what is kept on this device, what could be, and how much room it takes. */
import { useExplorer, useOffline, useRecordings } from '../../state/binding.tsx';
import type { Keepable, Keeping, KeptFile, OfflineState } from '../../state/offline/offlineTypes.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { Button } from '../ui/Button.tsx';
import { FailureWords } from '../ui/Notice.tsx';
import { Subtitle, TitledDialog } from '../ui/TitledDialog.tsx';
import { classNames } from '../ui/classNames.ts';
import { formatBytes } from '../ui/formatNumber.ts';
import * as styles from './offlineDialog.module.css';

/** Sentences and sums of the offline dialog. */
export const PAGE_TEXT: Readonly<Record<OfflineState['page'], string>> = {
  ready: 'This page opens without a connection. Recordings do too, once you keep them.',
  preparing: 'The page is being stored for offline use.',
  absent: 'This page cannot be stored here: that takes an https address or localhost, and no private window.',
  failed: 'The page could not be stored for offline use. Load it again to retry.',
};

export function isKept(kept: readonly KeptFile[], { url, sha256 }: Keepable): boolean {
  return kept.some((file) => file.url === url && file.sha256 === sha256);
}

/** Bytes of the recordings together; null where one has no known size. */
export function totalBytes(recordings: readonly Pick<Keepable, 'bytes'>[]): number | null {
  let sum = 0;
  for (const { bytes } of recordings) {
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
}

/** Last part of an address, without its query; recordings of one title are told apart by it. */
export function fileName(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1)!;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** `1 recording, 2 MB` */
export function amountText(count: number, bytes: number | null): string {
  const words = `${count} ${count === 1 ? 'recording' : 'recordings'}`;
  return bytes === null ? words : `${words}, ${formatBytes(bytes)}`;
}

export function keepingText({ title, place, files, done, total }: Keeping): string {
  const which = files === 1 ? title : `${title} (${place} of ${files})`;
  return total === null ? `${which}: ${formatBytes(done)}` : `${which}: ${formatBytes(done)} of ${formatBytes(total)}`;
}

/** What is kept on this device, what could be, and how much room it takes. */
interface ChoiceProps {
  readonly title: string;
  readonly detail: string;
  readonly recordings: readonly Keepable[];
  readonly testId: string;
}

function Choice({ title, detail, recordings, testId }: ChoiceProps) {
  const { offline } = useExplorer();
  const kept = useOffline((state) => state.kept);
  const busy = useOffline((state) => state.keeping !== null);
  const done = recordings.every((recording) => isKept(kept, recording));
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <span>{title}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
      {done ? (
        <span className={styles.detail}>Kept</span>
      ) : (
        <Button size="small" aria-label={`Keep: ${title}`} data-testid={testId} disabled={busy} onClick={() => offline.keep(recordings)}>
          Keep
        </Button>
      )}
    </li>
  );
}

function Choices() {
  const { offline } = useExplorer();
  const panel = useFocusPanel();
  const catalog = useRecordings((state) => state.catalog);
  // The size of a recording that no catalog lists is known once it is open.
  useRecordings((state) => state.recordings);
  const id = panel?.spec.recordingId;
  const open = id === undefined ? null : offline.keepable(id);
  const ids = catalog.status === 'ready' ? catalog.entries.map((entry) => entry.id) : [];
  const samples = ids.map(offline.keepable).filter((keepable) => keepable !== null);
  return (
    <ul className={styles.list}>
      {open !== null && <Choice title="The open recording" detail={`${open.title}${open.bytes === null ? '' : `, ${formatBytes(open.bytes)}`}`} recordings={[open]} testId="keep-open" />}
      {id !== undefined && open === null && <li className={styles.detail}>The open recording is a file of your own: it opens without a connection anyway.</li>}
      {samples.length > 0 && <Choice title="All recordings in the list" detail={amountText(samples.length, totalBytes(samples))} recordings={samples} testId="keep-all" />}
    </ul>
  );
}

function Progress() {
  const { offline } = useExplorer();
  const keeping = useOffline((state) => state.keeping);
  if (keeping === null) return null;
  return (
    <div className={styles.progress} role="status">
      <progress aria-label="Bytes kept" max={1} {...(keeping.total === null ? {} : { value: keeping.done / Math.max(1, keeping.total) })} />
      <span className={styles.detail}>{keepingText(keeping)}</span>
      <Button size="small" onClick={offline.cancel}>
        Cancel
      </Button>
    </div>
  );
}

function Problem() {
  const failure = useOffline((state) => state.failure);
  if (failure === null) return null;
  return (
    <div className={styles.problem} role="alert">
      <FailureWords failure={failure} />
    </div>
  );
}

function Kept() {
  const { offline } = useExplorer();
  const kept = useOffline((state) => state.kept);
  const space = useOffline((state) => state.space);
  if (kept.length === 0) return null;
  return (
    <section className={styles.kept}>
      <div className={styles.row}>
        <Subtitle data-testid="kept-amount">{`On this device: ${amountText(kept.length, totalBytes(kept))}`}</Subtitle>
        <Button size="small" onClick={offline.forgetAll}>
          Remove all
        </Button>
      </div>
      <ul className={classNames(styles.list, styles.scroll)}>
        {kept.map(({ url, title, bytes }) => (
          <li key={url} className={styles.row}>
            <span className={styles.what}>
              <span>{title}</span>
              <span className={styles.detail}>{`${formatBytes(bytes)}, ${fileName(url)}`}</span>
            </span>
            <Button kind="quiet" size="small" aria-label={`Remove: ${title}`} onClick={() => offline.forget(url)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {space !== null && <p className={styles.detail}>{`The browser uses ${formatBytes(space.used)} for this address, of about ${formatBytes(space.allowed)} it allows.`}</p>}
    </section>
  );
}

export function OfflinePanel() {
  const page = useOffline((state) => state.page);
  const storage = useOffline((state) => state.storage);
  return (
    <>
      <p data-testid="offline-page" data-status={page}>
        {PAGE_TEXT[page]}
      </p>
      {storage && page !== 'absent' && <Choices />}
      <Progress />
      <Problem />
      <Kept />
    </>
  );
}

export interface OfflineDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What can be had without a network. */
export function OfflineDialog({ open, onClose }: OfflineDialogProps) {
  return (
    <TitledDialog title="Offline use" open={open} onClose={onClose} modalClassName={styles.window} testId="offline-dialog" dismissable>
      <OfflinePanel />
    </TitledDialog>
  );
}
