/** A table that may be wider than its column: it scrolls sideways, by keyboard too. */
import { type ReactNode, useId } from 'react';
import { ChartMenu } from './ChartMenu.tsx';
import { MeasureInfo } from './MeasureInfo.tsx';
import type { ChartAbout, ChartSource } from './chartTable.ts';
import './charts.css';
import type { ChartExport } from './useChartExport.ts';

interface TableBoxProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function TableBox({ label, children }: TableBoxProps) {
  return (
    <div className="evidence-table-box" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
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
    <section className="chart-frame" aria-labelledby={id} data-testid={testId} data-stale={stale || undefined}>
      <div className="chart-head">
        <h2 id={id} className="chart-title">
          {title}
        </h2>
        <MeasureInfo term={title} about={about} />
        <div className="chart-tools">
          <ChartMenu title={title} source={source} {...chart} />
        </div>
      </div>
      {status}
      <div className="chart-body">{children}</div>
    </section>
  );
}
