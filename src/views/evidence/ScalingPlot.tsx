/** Critical context against graph size on logarithmic axes, and how far every size lies from the power law. */
import { area, line, scaleLinear, scaleLog } from 'd3';
import { type RefObject, useRef } from 'react';
import type { PowerLaw } from '../../core/scaling/types.ts';
import type { StudyPoint } from '../../state/evidence/scalingTypes.ts';
import { AxisNames, ChartCanvas, ChartNote, SeriesBand, SeriesLine, SeriesPath, SeriesPoint, TickLabel, ValueAxis } from '../charts/ChartParts.tsx';
import { formatCount } from '../ui/formatNumber.ts';
import { useSize } from '../ui/useSize.ts';
import * as styles from './scaling.module.css';

/** Round values on a logarithmic axis: 1, 2 and 5 of every decade, or every power of ten where that is too many. */
export function logTicks(domain: readonly number[], most = 8): readonly number[] {
  const low = domain[0] ?? 1;
  const high = domain.at(-1) ?? low;
  if (!(low > 0) || !(high >= low) || !Number.isFinite(high)) return [];
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const step of [1, 2, 5]) {
      const tick = step * 10 ** power;
      if (tick >= low && tick <= high) all.push(tick);
    }
  }
  return all.length <= most ? all : all.filter((tick) => Number.isInteger(Math.log10(tick)));
}

/** Critical context against graph size on logarithmic axes, with intervals, the fitted power law and its prediction band. */
interface ScalingPlotProps {
  readonly points: readonly StudyPoint[];
  readonly law: PowerLaw | null;
  readonly onOpen: (point: StudyPoint) => void;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

type BandPoint = PowerLaw['band'][number];

const HEIGHT = 282;
const MARGIN = { left: 48, right: 14, top: 24, bottom: 38 } as const;

export function ScalingPlot({ points, law, onOpen, svgRef }: ScalingPlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const drawn = points.filter(({ context }) => Number.isFinite(context));
  const sizes = points.map(({ nodes }) => nodes);
  const contexts = [
    ...drawn.flatMap(({ context, low, high }) => [context, low, high]),
    ...(law?.band ?? []).map(({ context }) => context),
  ].filter((value) => Number.isFinite(value) && value > 0);
  if (drawn.length === 0) {
    // In the same host as the plot, which goes on being measured until there is something to draw again.
    return (
      <ChartCanvas host={host} width={width} height={0} svgRef={svgRef} note={<ChartNote>No size has a critical context by this method.</ChartNote>} />
    );
  }
  const x = scaleLog([Math.min(...sizes) / 1.25, Math.max(...sizes) * 1.25], [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)]);
  const y = scaleLog([Math.min(...contexts) / 1.4, Math.max(...contexts) * 1.4], [HEIGHT - MARGIN.bottom, MARGIN.top]).clamp(true);
  const bandArea = area<BandPoint>().x(({ nodes }) => x(nodes)).y0(({ low }) => y(low)).y1(({ high }) => y(high));
  const bandLine = line<BandPoint>().x(({ nodes }) => x(nodes)).y(({ context }) => y(context));
  const bounded = (law?.band ?? []).filter(({ low, high }) => low > 0 && Number.isFinite(high));
  return (
    <ChartCanvas host={host} width={width} height={HEIGHT} svgRef={svgRef} role="group" aria-label="Critical context against graph size">
      <ValueAxis ticks={logTicks(y.domain())} y={y} left={MARGIN.left} right={width - MARGIN.right} format={formatCount} />
      {sizes.map((nodes) => (
        <TickLabel key={nodes} x={x(nodes)} y={HEIGHT - MARGIN.bottom + 15} textAnchor="middle">
          {nodes}
        </TickLabel>
      ))}
      <AxisNames x="nodes" y="critical context (tokens)" right={width - MARGIN.right} height={HEIGHT} />
      {law !== null && (
        <g data-series={2}>
          <SeriesBand d={bandArea(bounded) ?? undefined} />
          <SeriesPath d={bandLine(law.band) ?? undefined} />
        </g>
      )}
      {drawn.map((point) => (
        <Point key={point.nodes} point={point} x={x(point.nodes)} y={y} onOpen={onOpen} />
      ))}
    </ChartCanvas>
  );
}

interface PointProps {
  readonly point: StudyPoint;
  readonly x: number;
  readonly y: (context: number) => number;
  readonly onOpen: (point: StudyPoint) => void;
}

function Point({ point, x, y, onOpen }: PointProps) {
  const { nodes, context, low, high, dropped } = point;
  const interval = Number.isFinite(low) && Number.isFinite(high) ? `, 95 % interval ${formatCount(low)} to ${formatCount(high)}` : '';
  return (
    <g
      className={styles.point}
      data-series={dropped ? 7 : 1}
      data-dropped={dropped || undefined}
      role="button"
      tabIndex={0}
      aria-label={`${nodes} nodes: ${formatCount(context)} tokens${interval}. Open this recording there.`}
      onClick={() => onOpen(point)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        onOpen(point);
      }}
    >
      <title>{`${nodes} nodes: ${formatCount(context)} tokens${interval}\nClick: open this recording there`}</title>
      {interval !== '' && <SeriesLine x1={x} x2={x} y1={y(low)} y2={y(high)} />}
      <circle className={styles.target} cx={x} cy={y(context)} r={14} />
      {dropped ? <circle className={styles.hollow} cx={x} cy={y(context)} r={5} /> : <SeriesPoint cx={x} cy={y(context)} r={5} />}
    </g>
  );
}

/** How far every fitted size lies from the power law, as a factor. */
interface ResidualPlotProps {
  readonly law: PowerLaw;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

const RESIDUAL_HEIGHT = 136;
const RESIDUAL_MARGIN = { left: 48, right: 14, top: 24, bottom: 34 } as const;

/** "x1.30": measured over fitted. */
export function factorText(residual: number): string {
  return `×${Math.exp(residual).toFixed(2)}`;
}

export function ResidualPlot({ law, svgRef }: ResidualPlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const { sizes, residuals } = law;
  const reach = Math.max(0.1, ...residuals.map(Math.abs)) * 1.1;
  const x = scaleLog([sizes[0]! / 1.25, sizes.at(-1)! * 1.25], [RESIDUAL_MARGIN.left, Math.max(RESIDUAL_MARGIN.left + 1, width - RESIDUAL_MARGIN.right)]);
  const y = scaleLinear([-reach, reach], [RESIDUAL_HEIGHT - RESIDUAL_MARGIN.bottom, RESIDUAL_MARGIN.top]);
  return (
    <ChartCanvas host={host} width={width} height={RESIDUAL_HEIGHT} svgRef={svgRef} role="img" aria-label="Measured over fitted critical context, by size">
      <ValueAxis ticks={[-reach / 1.1, 0, reach / 1.1]} y={y} left={RESIDUAL_MARGIN.left} right={width - RESIDUAL_MARGIN.right} format={factorText} />
      {sizes.map((nodes, i) => (
        <g key={nodes} data-series={1}>
          <SeriesLine x1={x(nodes)} x2={x(nodes)} y1={y(0)} y2={y(residuals[i]!)} />
          <SeriesPoint cx={x(nodes)} cy={y(residuals[i]!)} r={4}>
            <title>{`${nodes} nodes: ${factorText(residuals[i]!)} of the fit`}</title>
          </SeriesPoint>
          <TickLabel x={x(nodes)} y={RESIDUAL_HEIGHT - RESIDUAL_MARGIN.bottom + 15} textAnchor="middle">
            {nodes}
          </TickLabel>
        </g>
      ))}
      <AxisNames x="nodes" y="measured / fitted" right={width - RESIDUAL_MARGIN.right} height={RESIDUAL_HEIGHT} />
    </ChartCanvas>
  );
}
