/** A titled part of a side column. */
import { useId, type ReactNode } from 'react';
import * as styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** Shown at the right end of the title line: a value or a button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}
