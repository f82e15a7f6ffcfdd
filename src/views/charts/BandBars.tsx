/** Shares as bars, each over the range that a null gives it. */
import { scaleBand, scaleLinear } from 'd3';
import { useRef, type RefObject } from 'react';
import { formatPercent } from '../ui/formatNumber.ts';
import { useSize } from '../ui/useSize.ts';
import type { SeriesColour } from './chartSeries.ts';

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
    <div ref={host} className="chart-host" style={{ minHeight: HEIGHT }}>
      {width > 0 && (
        <svg ref={svgRef} width={width} height={HEIGHT} className="chart chart-plain" role="img" aria-label={`${valueName} by ${axisName}`}>
          {y.ticks(4).map((tick) => (
            <g key={tick} transform={`translate(0,${y(tick)})`}>
              <line className="chart-grid" x1={MARGIN.left} x2={width - MARGIN.right} />
              <text className="chart-tick" x={MARGIN.left - 6} dy="0.34em" textAnchor="end">{`${Math.round(tick * 100)}\u202f%`}</text>
            </g>
          ))}
          {bars.map(({ id, label, detail, value, low, high, marks }, i) => (
            <g key={id} transform={`translate(${x(id)},0)`}>
              <title>{`${detail}: ${formatPercent(value)}`}</title>
              {Number.isFinite(low) && Number.isFinite(high) && (
                <rect className="chart-null" x={-x.step() * 0.1} width={x.bandwidth() + x.step() * 0.2} y={y(high)} height={Math.max(1, y(low) - y(high))} />
              )}
              {Number.isFinite(value) && (
                <g data-series={colour}>
                  <rect className="chart-bar" x={x.bandwidth() * 0.2} width={x.bandwidth() * 0.6} y={y(value)} height={height(value)} rx={1.5} />
                </g>
              )}
              {marks.map((mark) =>
                Number.isFinite(mark.value) ? (
                  <g key={mark.colour} data-series={mark.colour}>
                    <line className="chart-line" x1={0} x2={x.bandwidth()} y1={y(mark.value)} y2={y(mark.value)} />
                  </g>
                ) : null,
              )}
              {i % every === 0 && (
                <text className="chart-tick" x={x.bandwidth() / 2} y={HEIGHT - MARGIN.bottom + 15} textAnchor="middle">
                  {label}
                </text>
              )}
            </g>
          ))}
          <text className="chart-axis" x={0} y={10}>
            {valueName}
          </text>
          <text className="chart-axis" x={width - MARGIN.right} y={HEIGHT - 3} textAnchor="end">
            {axisName}
          </text>
        </svg>
      )}
    </div>
  );
}
