/** How a piece of evidence stands: under way with its progress, failed with a way on, or not to be had and why. */
import { useEvidence, useExplorer } from '../../state/binding.tsx';
import type { EvidenceName } from '../../state/evidence/pieces.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Text.tsx';
import { formatCount } from '../ui/formatNumber.ts';
import * as styles from './evidence.module.css';

export function EvidenceStatus({ name }: { readonly name: EvidenceName }) {
  const { commands } = useExplorer();
  const status = useEvidence((state) => state[name].status);
  const progress = useEvidence((state) => state[name].progress);
  const failure = useEvidence((state) => state[name].failure);
  const note = useEvidence((state) => state[name].note);
  if (status === 'loading') {
    const known = progress !== null && progress.total !== null && progress.total > 0;
    return (
      <div className={styles.wait} role="status" data-testid={`evidence-wait-${name}`}>
        <span>
          {progress?.what ?? 'Waiting'}
          {known ? ` ${formatCount(progress.done)} of ${formatCount(progress.total)}` : ''}
        </span>
        <progress aria-label="Progress" {...(known ? { value: progress.done, max: progress.total } : {})} />
        <Button size="small" onClick={() => commands.cancelEvidence(name)}>
          Cancel
        </Button>
      </div>
    );
  }
  if (status === 'error' && failure !== null) {
    return (
      <div className={styles.failure} role="alert">
        <p>
          {failure.message} {failure.remedy}
        </p>
        <Button size="small" onClick={() => commands.retryEvidence(name)}>
          Again
        </Button>
      </div>
    );
  }
  return note === null ? null : <Hint>{note}</Hint>;
}
