/** What is being opened: how far it is, what it asks, and a way to cancel each. */
import { useExplorer, useOpenings } from '../../state/binding.tsx';
import type { Opening } from '../../state/opening/openings.ts';
import { progressShare, progressText } from '../ui/progressText.ts';
import './openings.css';

function OpeningCard({ opening }: { readonly opening: Opening }) {
  const { commands } = useExplorer();
  const { id, name, host, started, progress, question } = opening;
  const share = progressShare(progress);
  const cancel = (
    <button type="button" className="button button-small" aria-label={`Cancel ${name}`} onClick={() => commands.cancelOpening(id)}>
      Cancel
    </button>
  );
  if (question !== null) {
    return (
      <li className="opening opening-asks" data-testid="opening" role="alert">
        <p className="opening-name" title={name}>
          {name}
        </p>
        {host !== null && <p className="opening-state">{host}</p>}
        <p>{question.message}</p>
        <p className="hint">{question.hint}</p>
        <div className="opening-buttons">
          <button type="button" className="button button-small button-primary" onClick={() => commands.acceptOpening(id)}>
            {question.accept}
          </button>
          {cancel}
        </div>
      </li>
    );
  }
  return (
    <li className="opening opening-goes" data-testid="opening">
      <p className="opening-name" title={host === null ? name : `${name}, ${host}`}>
        {name}
      </p>
      <p className="opening-state numeric">{started ? openingText(progress) : 'Waiting for the one before'}</p>
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
    <ul className="openings" aria-label="Being opened">
      {openings.map((opening) => (
        <OpeningCard key={opening.id} opening={opening} />
      ))}
    </ul>
  );
}
