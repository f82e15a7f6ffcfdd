/** Shares as bars, each over the range that a null gives it. */
import { scaleBand, scaleLinear } from 'd3';
import { useRef, type RefObject } from 'react';
import { formatPercent } from '../ui/formatNumber.ts';
import { useSize } from '../ui/useSize.ts';
import { AxisNames, ChartCanvas, SeriesLine, TickLabel, ValueAxis } from './ChartParts.tsx';
import type { SeriesColour } from './chartSeries.ts';
import * as styles from './charts.module.css';

export interface BandBar {
  readonly id: string;
  readonly label: string;
  /** What the tooltip says besides the share. */
  readonly detail: string;
  readonly value: number;
  /** Null range of this bar; NaN where not defined. */
  readonly low: number;
  readonly high: number;
  /** Controls drawn as ticks across the bar. */
  readonly marks: readonly { readonly colour: SeriesColour; readonly value: number }[];
}

interface BandBarsProps {
  readonly bars: readonly BandBar[];
  readonly colour: SeriesColour;
  readonly axisName: string;
  readonly valueName: string;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

const HEIGHT = 184;
const MARGIN = { left: 40, right: 8, top: 22, bottom: 36 } as const;

export function BandBars({ bars, colour, axisName, valueName, svgRef }: BandBarsProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const values = bars.flatMap(({ value, high, marks }) => [value, high, ...marks.map((mark) => mark.value)]).filter(Number.isFinite);
  const y = scaleLinear([0, Math.max(0.1, ...values)], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const x = scaleBand<string>()
    .domain(bars.map(({ id }) => id))
    .range([MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)])
    .padding(0.25);
  const every = Math.max(1, Math.ceil(34 / Math.max(1, x.step())));
  const height = (value: number) => Math.max(0, y(0) - y(value));
  return (
    <ChartCanvas host={host} width={width} height={HEIGHT} svgRef={svgRef} role="img" aria-label={`${valueName} by ${axisName}`}>
      <ValueAxis ticks={y.ticks(4)} y={y} left={MARGIN.left} right={width - MARGIN.right} format={(tick) => `${Math.round(tick * 100)}\u202f%`} />
      {bars.map(({ id, label, detail, value, low, high, marks }, i) => (
        <g key={id} transform={`translate(${x(id)},0)`}>
          <title>{`${detail}: ${formatPercent(value)}`}</title>
          {Number.isFinite(low) && Number.isFinite(high) && (
            <rect className={styles.null} x={-x.step() * 0.1} width={x.bandwidth() + x.step() * 0.2} y={y(high)} height={Math.max(1, y(low) - y(high))} />
          )}
          {Number.isFinite(value) && (
            <g data-series={colour}>
              <rect className={styles.bar} x={x.bandwidth() * 0.2} width={x.bandwidth() * 0.6} y={y(value)} height={height(value)} rx={1.5} />
            </g>
          )}
          {marks.map((mark) =>
            Number.isFinite(mark.value) ? (
              <g key={mark.colour} data-series={mark.colour}>
                <SeriesLine x1={0} x2={x.bandwidth()} y1={y(mark.value)} y2={y(mark.value)} />
              </g>
            ) : null,
          )}
          {i % every === 0 && (
            <TickLabel x={x.bandwidth() / 2} y={HEIGHT - MARGIN.bottom + 15} textAnchor="middle">
              {label}
            </TickLabel>
          )}
        </g>
      ))}
      <AxisNames x={axisName} y={valueName} right={width - MARGIN.right} height={HEIGHT} />
    </ChartCanvas>
  );
}
