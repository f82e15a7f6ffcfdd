/** Says that a newer build waits, and loads it when asked. */
import { useState } from 'react';
import { useExplorer, useOffline } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { NoticeCard, Remedy } from '../ui/Notice.tsx';
import * as styles from './updateNotice.module.css';

export function UpdateNotice() {
  const { offline } = useExplorer();
  const update = useOffline((state) => state.update);
  const [hidden, setHidden] = useState(false);
  if (update === null || hidden) return null;
  const { otherPages } = update;
  return (
    <NoticeCard title="A new version is ready" className={styles.update} testId="update" closeLabel="Later" onClose={() => setHidden(true)}>
      <Remedy>
        {otherPages === 0
          ? 'Files opened from your disk have to be opened again afterwards.'
          : `Close the ${otherPages === 1 ? 'other open page' : `${otherPages} other open pages`} of Contextscope first, so that no page mixes two versions.`}
      </Remedy>
      <Button size="small" className={styles.reload} onClick={offline.reload}>
        Reload
      </Button>
    </NoticeCard>
  );
}
