/** A chart with its title, what it means, and its numbers and picture to take away. */
import { useId, type ReactNode } from 'react';
import { ChartMenu } from './ChartMenu.tsx';
import { MeasureInfo } from './MeasureInfo.tsx';
import type { ChartExport, ChartSource } from './useChartExport.ts';
import './charts.css';

interface ChartFrameProps extends Omit<ChartExport, 'source'> {
  /** What the chart shows and what it cannot tell, a paragraph each. */
  readonly about: readonly string[];
  /** What the numbers depend on; the focus panel's picture unless told. */
  readonly source?: ChartSource;
  /** A wait, a failure or a missing recording, said above the chart. */
  readonly status?: ReactNode;
  /** What is drawn belongs to an earlier choice. */
  readonly stale?: boolean;
  readonly testId?: string;
  readonly children: ReactNode;
}

export function ChartFrame({ title, about, table, svgRef, source = 'picture', status, stale = false, testId, children }: ChartFrameProps) {
  const id = useId();
  return (
    <section className="chart-frame" aria-labelledby={id} data-testid={testId} data-stale={stale || undefined}>
      <div className="chart-head">
        <h2 id={id} className="chart-title">
          {title}
        </h2>
        <MeasureInfo term={title} about={about} />
        <div className="chart-tools">
          <ChartMenu title={title} table={table} svgRef={svgRef} source={source} />
        </div>
      </div>
      {status}
      <div className="chart-body">{children}</div>
    </section>
  );
}
