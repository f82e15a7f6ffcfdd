/** Curves over the context, with bands and the cursor of the timeline. */
import { scaleLinear } from 'd3';
import { memo, type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { axisTicks, type TimelineScale, timelineScale } from '../picture/timeline/timelineScale.ts';
import { tenths } from '../ui/formatNumber.ts';
import { useSize } from '../ui/useSize.ts';
import { AxisNames, ValueAxis } from './ChartParts.tsx';
import { type ChartSeries, valueDomain } from './chartSeries.ts';
import * as styles from './charts.module.css';
import { useContextPointer, useContextSlider } from './contextGestures.ts';
import { bandPath, seriesPath } from './polyline.ts';

/** Where the timeline stands, and faintly the context under the pointer; alone in following every tick of the playhead. */
interface ContextCursorProps {
  readonly scale: TimelineScale;
  readonly top: number;
  readonly bottom: number;
}

export function ContextCursor({ scale, top, bottom }: ContextCursorProps) {
  const { playhead } = useExplorer();
  const line = useRef<SVGLineElement>(null);
  const hovered = useView((state) => state.hoveredContext);
  useLayoutEffect(() => {
    const follow = () => {
      const x = tenths(scale.x(playhead.context() ?? scale.domain[1]));
      line.current?.setAttribute('x1', x);
      line.current?.setAttribute('x2', x);
    };
    follow();
    return playhead.subscribe(follow);
  }, [playhead, scale]);
  return (
    <g data-screen-only="">
      {hovered !== null && <line className={styles.hover} x1={scale.x(hovered)} x2={scale.x(hovered)} y1={top} y2={bottom} />}
      <line ref={line} className={styles.cursor} y1={top} y2={bottom} />
    </g>
  );
}

/** Curves over the context, with bands and the cursor of the timeline: pointing at a context hints at it, a click or the arrow keys go there. */
const MARGIN = { left: 40, right: 12, top: 22, bottom: 36 } as const;

export interface CurveChartProps {
  /** What the curves are, for readers who do not see them. */
  readonly name: string;
  readonly series: readonly ChartSeries[];
  /** Recorded contexts, ascending, in tokens. */
  readonly contexts: readonly number[];
  /** Name of the value axis, with its unit if it has one. */
  readonly valueName: string;
  /** Values that the axis must show. */
  readonly include?: readonly number[];
  /** A value with a meaning of its own, drawn across. */
  readonly mark?: number;
  readonly height?: number;
  readonly format: (value: number) => string;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

export function CurveChart({ name, series, contexts, valueName, include = [], mark, height = 186, format, svgRef }: CurveChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const spacing = useView((state) => state.spacing);
  const scale = useMemo(
    () =>
      timelineScale(contexts[0] ?? 1, contexts.at(-1) ?? 2, spacing, [
        MARGIN.left,
        Math.max(MARGIN.left + 1, width - MARGIN.right),
      ]),
    [contexts, spacing, width],
  );
  const pointer = useContextPointer(scale, contexts);
  const slider = useContextSlider(host, name, series, contexts, format);
  const [low, high] = valueDomain(series, [...include, ...(mark === undefined ? [] : [mark])]);
  return (
    <div ref={host} className={styles.host} style={{ minHeight: height }} {...pointer} {...slider}>
      {width > 0 && (
        <svg ref={svgRef} width={width} height={height} className={styles.chart} aria-hidden="true" focusable="false">
          <Still series={series} scale={scale} low={low} high={high} height={height} valueName={valueName} mark={mark ?? null} />
          <ContextCursor scale={scale} top={MARGIN.top} bottom={height - MARGIN.bottom} />
        </svg>
      )}
    </div>
  );
}

interface StillProps {
  readonly series: readonly ChartSeries[];
  readonly scale: TimelineScale;
  readonly low: number;
  readonly high: number;
  readonly height: number;
  readonly valueName: string;
  readonly mark: number | null;
}

const Still = memo(function Still({ series, scale, low, high, height, valueName, mark }: StillProps) {
  const [left, right] = scale.range;
  const bottom = height - MARGIN.bottom;
  const y = scaleLinear([low, high], [bottom, MARGIN.top]);
  return (
    <>
      <ValueAxis ticks={y.ticks(4)} y={y} left={left} right={right} format={y.tickFormat(4)} />
      {axisTicks(scale).map((tick) => (
        <text key={tick.context} className={styles.tick} x={tick.x} y={bottom + 15} textAnchor="middle">
          {tick.label}
        </text>
      ))}
      <AxisNames x="context (tokens)" y={valueName} right={right} height={height} />
      {mark !== null && <line className={styles.mark} x1={left} x2={right} y1={y(mark)} y2={y(mark)} />}
      {series.map(({ id, colour, band }) =>
        band === undefined ? null : <path key={id} className={styles.band} data-series={colour} d={bandPath(band.points, scale.x, y)} />,
      )}
      {series.map(({ id, colour, points, dashed = false }) => (
        <path
          key={id}
          className={styles.line}
          data-series={colour}
          data-dashed={dashed || undefined}
          d={seriesPath(points, scale.x, y)}
        />
      ))}
    </>
  );
});
