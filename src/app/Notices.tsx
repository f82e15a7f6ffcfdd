/** Messages for the reader: what happened, where, and what to do. Failures wait to be dismissed; hints leave by themselves. */
import { useEffect } from 'react';
import { useExplorer, useNotices } from '../state/binding.tsx';
import type { Notice } from '../state/base/notices.ts';
import { CloseIcon } from '../views/ui/icons.tsx';
import './notices.css';

/** Long enough to read a hint twice. */
const HINT_MS = 12_000;

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { commands } = useExplorer();
  const { failure } = notice;
  useEffect(() => {
    if (notice.kind === 'error') return;
    const timer = setTimeout(() => commands.dismissNotice(notice.id), HINT_MS);
    return () => clearTimeout(timer);
  }, [commands, notice]);
  return (
    <div
      className={notice.kind === 'error' ? 'notice notice-error' : 'notice'}
      role={notice.kind === 'error' ? 'alert' : 'status'}
      data-testid="notice"
    >
      <div className="notice-text">
        <p className="notice-title">{notice.title}</p>
        {failure.file !== null && <p className="notice-file">{failure.file}</p>}
        <p>{failure.message}</p>
        <p className="notice-remedy">{failure.remedy}</p>
      </div>
      <button
        type="button"
        className="button button-icon button-quiet"
        aria-label={`Dismiss: ${notice.title}`}
        onClick={() => commands.dismissNotice(notice.id)}
      >
        <CloseIcon />
      </button>
    </div>
  );
}

export function Notices() {
  const notices = useNotices();
  return (
    <div className="notices">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
