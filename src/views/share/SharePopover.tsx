/** The link to this view, or why there is none. */
import { useState } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import type { ShareStatus } from '../../state/share/share.ts';
import { Button } from '../ui/Button.tsx';
import { DialogPopover } from '../ui/DialogPopover.tsx';
import type { PopoverOpening } from '../ui/PopoverButton.tsx';
import { Caution } from '../ui/Text.tsx';
import { wordList } from '../../state/base/words.ts';
import { SaveViewPart } from './SaveViewPart.tsx';
import * as styles from './share.module.css';

/** Why no link brings the view along. */
const listed = (names: readonly string[]): string => wordList(names.map((name) => `“${name}”`));

export function NoLinkReason({ files, graphs }: Extract<ShareStatus, { kind: 'no-link' }>) {
  return (
    <section className={styles.part} aria-label="No link" data-testid="no-link">
      {files.length > 0 && (
        <p>
          {listed(files)} {files.length === 1 ? 'is a file' : 'are files'} on your computer, so no link brings{' '}
          {files.length === 1 ? 'it' : 'them'} along.
        </p>
      )}
      {graphs.length > 0 && (
        <p>
          The drawn {graphs.length === 1 ? 'graph' : 'graphs'} {listed(graphs)} {graphs.length === 1 ? 'is' : 'are'} too large for a link.
        </p>
      )}
    </section>
  );
}

/** What the share popover holds. Made anew each time it opens, for the view as it is then. */
type Copied = 'no' | 'yes' | 'refused';

function LinkPart({ href, local }: Extract<ShareStatus, { kind: 'link' }>) {
  const [copied, setCopied] = useState<Copied>('no');
  const copy = () => {
    navigator.clipboard.writeText(href).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  };
  return (
    <section className={styles.part} aria-label="Link">
      <p>This link brings back the view as it is now: recordings, layers, context, axes and every other choice.</p>
      <div className={styles.link}>
        <input
          className={styles.address}
          type="text"
          readOnly
          aria-label="Link to this view"
          data-testid="share-link"
          value={href}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button kind="primary" data-testid="copy-link" onClick={copy}>
          Copy link
        </Button>
      </div>
      <p className={styles.said} role="status">
        {copied === 'yes' && 'Copied.'}
        {copied === 'refused' && 'The browser did not allow it: select the link and copy it.'}
      </p>
      {local === 'page' && <Caution>This page runs on your own computer: the link works nowhere else. Save the view instead.</Caution>}
      {local === 'recording' && <Caution>A recording is read from your own computer: the link shows it nowhere else.</Caution>}
    </section>
  );
}

export function SharePanel() {
  const { commands } = useExplorer();
  const [status] = useState(() => commands.shareStatus());
  return (
    <>
      <h2 className={styles.title}>Share this view</h2>
      {status.kind === 'link' ? <LinkPart {...status} /> : <NoLinkReason {...status} />}
      <SaveViewPart primary={status.kind === 'no-link'} />
    </>
  );
}

export function SharePopover(opening: PopoverOpening) {
  return (
    <DialogPopover {...opening} className={styles.popover} dialogClassName={styles.share!} label="Share this view" placement="bottom end" offset={6}>
      <SharePanel />
    </DialogPopover>
  );
}
