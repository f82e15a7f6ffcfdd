/** What is being opened: how far it is, what it asks, and a way to cancel each. */
import { useExplorer, useOpenings } from '../../state/binding.tsx';
import type { Opening } from '../../state/opening/openings.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Text.tsx';
import { classNames } from '../ui/classNames.ts';
import { progressShare, progressText } from '../ui/progressText.ts';
import * as styles from './openingsList.module.css';

function OpeningCard({ opening }: { readonly opening: Opening }) {
  const { commands } = useExplorer();
  const { id, name, host, started, progress, question } = opening;
  const share = progressShare(progress);
  const cancel = (
    <Button size="small" aria-label={`Cancel ${name}`} onClick={() => commands.cancelOpening(id)}>
      Cancel
    </Button>
  );
  if (question !== null) {
    return (
      <li className={styles.opening} data-testid="opening" role="alert">
        <p className={styles.openingName} title={name}>
          {name}
        </p>
        {host !== null && <p className={styles.openingState}>{host}</p>}
        <p>{question.message}</p>
        <Hint>{question.hint}</Hint>
        <div className={styles.openingButtons}>
          <Button kind="primary" size="small" onClick={() => commands.acceptOpening(id)}>
            {question.accept}
          </Button>
          {cancel}
        </div>
      </li>
    );
  }
  return (
    <li className={classNames(styles.opening, styles.openingGoes)} data-testid="opening">
      <p className={styles.openingName} title={host === null ? name : `${name}, ${host}`}>
        {name}
      </p>
      <p className={styles.openingState}>{started ? openingText(progress) : 'Waiting for the one before'}</p>
      <progress aria-label={`Opening ${name}`} {...(share === null ? {} : { value: share, max: 1 })} />
      {cancel}
    </li>
  );
}

function openingText(progress: Opening['progress']): string {
  return progress === null ? 'Opening' : progressText(progress);
}

export function OpeningsList() {
  const openings = useOpenings((state) => state.openings);
  if (openings.length === 0) return null;
  return (
    <ul className={styles.openings} aria-label="Being opened">
      {openings.map((opening) => (
        <OpeningCard key={opening.id} opening={opening} />
      ))}
    </ul>
  );
}
