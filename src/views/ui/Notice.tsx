/** A card over the page that says one thing, and a failure in full: where it was, what it was, what to do. */
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';
import { CloseIcon } from './icons.tsx';
import * as styles from './notice.module.css';

interface NoticeCardProps {
  readonly title: string;
  /** Something failed, as opposed to something to know. */
  readonly error?: boolean;
  readonly className?: string | undefined;
  readonly testId: string;
  /** What pressing the cross does, for assistive technology. */
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function NoticeCard({ title, error = false, className, testId, closeLabel, onClose, children }: NoticeCardProps) {
  return (
    <div className={classNames(styles.notice, error && styles.error, className)} role={error ? 'alert' : 'status'} data-testid={testId}>
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
      <Button kind="quiet" icon aria-label={closeLabel} onClick={onClose}>
        <CloseIcon />
      </Button>
    </div>
  );
}

/** What to do about it. */
export function Remedy({ children }: { readonly children: ReactNode }) {
  return <p className={styles.remedy}>{children}</p>;
}

interface FailureWordsProps {
  readonly failure: { readonly file: string | null; readonly message: string; readonly remedy: string };
}

export function FailureWords({ failure: { file, message, remedy } }: FailureWordsProps) {
  return (
    <>
      {file !== null && <p className={styles.file}>{file}</p>}
      <p>{message}</p>
      <Remedy>{remedy}</Remedy>
    </>
  );
}
