/** Where recordings are opened from: files, addresses, what was opened before, another list. */
import { useEffect } from 'react';
import { useExplorer, useRecordings, useResultStorage } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { Fault, Hint } from '../ui/Text.tsx';
import { Subtitle, TitledDialog } from '../ui/TitledDialog.tsx';
import { formatBytes, formatCount } from '../ui/formatNumber.ts';
import { AddressForm } from './AddressForm.tsx';
import { RecentList } from './RecentList.tsx';
import * as styles from './open.module.css';

/** Local files: chosen here, or dropped anywhere on the page. */
export function FileChoice({ onChoose }: { readonly onChoose: () => void }) {
  return (
    <section className={styles.part}>
      <Subtitle>From this device</Subtitle>
      <div className={styles.row}>
        <Button kind="primary" onClick={onChoose}>
          Choose files…
        </Button>
        <Hint>or drop them anywhere on the page: recordings, or class means as .npz, .npy, .safetensors or .json. Only the layers you look at are read, and nothing leaves this device.</Hint>
      </div>
    </section>
  );
}

/** Computed results that this browser keeps, and a way to clear them. */
export function KeptResultsPart() {
  const { resultStorage } = useExplorer();
  const { status, size } = useResultStorage();
  useEffect(() => void resultStorage.read(), [resultStorage]);
  if (status !== 'ready') return null;
  return (
    <section className={styles.part} aria-label="Kept results">
      <Subtitle>Kept results</Subtitle>
      <Hint data-testid="kept-results">
        {size.results === 0
          ? 'None yet. What is computed of a layer stays in this browser, so that it need not be computed again.'
          : `${formatCount(size.results)} computed, ${formatBytes(size.bytes)}, stay in this browser, so that they need not be computed again. They are numbers alone, without names or words.`}
      </Hint>
      {size.results > 0 && (
        <Button size="small" className={styles.forget} onClick={() => void resultStorage.clear()}>
          Clear kept results
        </Button>
      )}
    </section>
  );
}

/** Says where the list of recordings comes from when it is not the samples, and leads back to them. */
export function ListSource() {
  const { commands } = useExplorer();
  const url = useRecordings((state) => state.catalogUrl);
  const catalog = useRecordings((state) => state.catalog);
  if (url === null) return null;
  return (
    <section className={styles.part}>
      <Subtitle>List of recordings</Subtitle>
      <p className={styles.url}>{url}</p>
      {catalog.status === 'error' && (
        <Fault>
          {catalog.failure.message} {catalog.failure.remedy}
        </Fault>
      )}
      <div className={styles.row}>
        <Button size="small" onClick={() => commands.showSamples()}>
          List the samples instead
        </Button>
      </div>
    </section>
  );
}

/** One place to open recordings from: files, addresses, and files opened before. */
export interface OpenDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Opens the picker for local files. */
  readonly onChoose: () => void;
}

export function OpenDialog({ open, onClose, onChoose }: OpenDialogProps) {
  return (
    <TitledDialog title="Open recordings" open={open} onClose={onClose} modalClassName={styles.window} className={styles.dialog} testId="open-dialog" dismissable>
      <FileChoice onChoose={onChoose} />
      <AddressForm onOpened={onClose} />
      <RecentList onOpened={onClose} onChoose={onChoose} />
      <KeptResultsPart />
      <ListSource />
    </TitledDialog>
  );
}
