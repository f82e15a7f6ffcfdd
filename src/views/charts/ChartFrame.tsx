/** A chart with its title, what it means, and its numbers and picture to take away. */
import { useId, type ReactNode } from 'react';
import type { ChartAbout } from './chartAbout.ts';
import { ChartMenu } from './ChartMenu.tsx';
import { MeasureInfo } from './MeasureInfo.tsx';
import type { ChartExport, ChartSource } from './useChartExport.ts';
import './charts.css';

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
