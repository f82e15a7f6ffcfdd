/** Messages for the reader: what happened, where, and what to do. Failures wait to be dismissed; hints leave by themselves. */
import { useEffect } from 'react';
import type { Notice } from '../state/base/notices.ts';
import { useExplorer, useNotices } from '../state/binding.tsx';
import { FailureWords, NoticeCard } from '../views/ui/Notice.tsx';
import * as styles from './notices.module.css';

/** Long enough to read a hint twice. */
const HINT_MS = 12_000;

function PassingNotice({ notice }: { readonly notice: Notice }) {
  const { commands } = useExplorer();
  const { failure } = notice;
  useEffect(() => {
    if (notice.kind === 'error') return;
    const timer = setTimeout(() => commands.dismissNotice(notice.id), HINT_MS);
    return () => clearTimeout(timer);
  }, [commands, notice]);
  return (
    <NoticeCard
      title={notice.title}
      error={notice.kind === 'error'}
      testId="notice"
      closeLabel={`Dismiss: ${notice.title}`}
      onClose={() => commands.dismissNotice(notice.id)}
    >
      <FailureWords failure={failure} />
    </NoticeCard>
  );
}

export function Notices() {
  const notices = useNotices();
  return (
    <div className={styles.notices}>
      {notices.map((notice) => (
        <PassingNotice key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
