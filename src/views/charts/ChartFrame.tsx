/** The frame of a chart, with what it means and how it is taken away, and of a table that may be wider than its column. */
import { type ReactNode, useId } from 'react';
import { classNames } from '../ui/classNames.ts';
import { ChartMenu } from './ChartMenu.tsx';
import { MeasureInfo } from './MeasureInfo.tsx';
import type { ChartAbout, ChartSource } from './chartTable.ts';
import * as styles from './charts.module.css';
import type { ChartExport } from './useChartExport.ts';

/** A table that may be wider than its column: it scrolls sideways, by keyboard too. */
interface TableBoxProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function TableBox({ label, children }: TableBoxProps) {
  return (
    <div className={styles.tableBox} data-testid="table-box" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

interface ChartBlockProps {
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The place of a chart, with anything in it. */
export function ChartBlock({ className, children }: ChartBlockProps) {
  return <div className={classNames(styles.frame, className)} data-chart="">{children}</div>;
}

/** A chart with its title, what it means, and its numbers and picture to take away. */
export interface ChartFrameProps extends Omit<ChartExport, 'source'> {
  readonly about: ChartAbout;
  /** What the numbers depend on; the focus panel's picture unless told. */
  readonly source?: ChartSource;
  /** A wait, a failure or a missing recording, said above the chart. */
  readonly status?: ReactNode;
  /** What is drawn belongs to an earlier choice. */
  readonly stale?: boolean;
  readonly testId?: string;
  readonly children: ReactNode;
}

export function ChartFrame({ title, about, source = 'picture', status, stale = false, testId, children, ...chart }: ChartFrameProps) {
  const id = useId();
  return (
    <section className={styles.frame} data-chart="" aria-labelledby={id} data-testid={testId} data-stale={stale || undefined}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <MeasureInfo term={title} section={about.section}>
          {about.words.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </MeasureInfo>
        <div className={styles.tools}>
          <ChartMenu title={title} source={source} {...chart} />
        </div>
      </div>
      {status}
      <div className={styles.body}>{children}</div>
    </section>
  );
}
