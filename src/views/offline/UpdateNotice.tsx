/** Says that a newer build waits, and loads it when asked. */
import { useState } from 'react';
import { useExplorer, useOffline } from '../../state/binding.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import './offline.css';

export function UpdateNotice() {
  const { offline } = useExplorer();
  const update = useOffline((state) => state.update);
  const [hidden, setHidden] = useState(false);
  if (update === null || hidden) return null;
  const { otherPages } = update;
  return (
    <div className="update notice" role="status" data-testid="update">
      <div className="notice-text">
        <p className="notice-title">A new version is ready</p>
        {otherPages === 0 ? (
          <p className="notice-remedy">Files opened from your disk have to be opened again afterwards.</p>
        ) : (
          <p className="notice-remedy">{`Close the ${otherPages === 1 ? 'other open page' : `${otherPages} other open pages`} of Contextscope first, so that no page mixes two versions.`}</p>
        )}
        <button type="button" className="button button-small update-reload" onClick={offline.reload}>
          Reload
        </button>
      </div>
      <button type="button" className="button button-icon button-quiet" aria-label="Later" onClick={() => setHidden(true)}>
        <CloseIcon />
      </button>
    </div>
  );
}
