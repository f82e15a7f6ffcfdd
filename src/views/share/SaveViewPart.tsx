/** The view as a file: asked for by a press, made by reading the recordings once, handed to the browser. */
import { useEffect, useRef, useState } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import type { Failure } from '../../worker/failure.ts';
import type { Progress } from '../../worker/protocol.ts';
import { Button } from '../ui/Button.tsx';
import { progressShare, progressText } from '../ui/progressText.ts';
import { saveFile } from '../ui/saveFile.ts';
import * as styles from './share.module.css';

type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What an error of a command says; commands reject with nothing else. */
function failureIn(error: unknown): Failure {
  return (error as { readonly failure: Failure }).failure;
}

export function SaveViewPart({ primary }: { readonly primary: boolean }) {
  const { commands } = useExplorer();
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const save = async () => {
    const { signal } = (controller.current = new AbortController());
    setSaving({ kind: 'running', progress: null });
    try {
      const file = await commands.saveView({ signal, onProgress: (progress) => !signal.aborted && setSaving({ kind: 'running', progress }) });
      if (signal.aborted) return;
      saveFile(file.name, new Blob([file.text], { type: 'application/json' }));
      setSaving({ kind: 'saved', name: file.name });
    } catch (error) {
      if (!signal.aborted) setSaving({ kind: 'failed', failure: failureIn(error) });
    }
  };
  const cancel = () => {
    controller.current?.abort();
    setSaving({ kind: 'idle' });
  };

  return (
    <section className={styles.part} aria-label="Saved view">
      <p>
        A saved view is a small file: every choice, and a fingerprint of each recording, but not the recordings themselves. Open it
        here again, together with the same files.
      </p>
      {saving.kind === 'running' ? (
        <div className={styles.progress} role="status">
          <span>{saving.progress === null ? 'Fingerprinting the recordings' : progressText(saving.progress)}</span>
          <progress aria-label="Progress" {...progressProps(saving.progress)} />
          <Button size="small" onClick={cancel}>
            Cancel
          </Button>
        </div>
      ) : (
        <Button kind={primary ? 'primary' : undefined} data-testid="save-view" onClick={() => void save()}>
          Save view
        </Button>
      )}
      {saving.kind === 'saved' && (
        <p className={styles.said} role="status">
          Saved as {saving.name}.
        </p>
      )}
      {saving.kind === 'failed' && (
        <p className={styles.failure} role="alert">
          {saving.failure.message} {saving.failure.remedy}
        </p>
      )}
    </section>
  );
}

function progressProps(progress: Progress | null): { readonly value?: number; readonly max?: number } {
  const share = progressShare(progress);
  return share === null ? {} : { value: share, max: 1 };
}
