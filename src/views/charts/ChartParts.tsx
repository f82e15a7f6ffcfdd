/** What every chart is drawn of: the place on the page that is measured, axes, and the marks of a series. */
import type { ReactNode, RefObject, SVGProps } from 'react';
import { classNames } from '../ui/classNames.ts';
import * as styles from './charts.module.css';

interface ChartCanvasProps extends Omit<SVGProps<SVGSVGElement>, 'ref'> {
  /** The place: as wide as its column, measured by the caller. */
  readonly host: RefObject<HTMLDivElement | null>;
  /** In pixels; nothing is drawn at 0, before the place is measured. */
  readonly width: number;
  readonly height: number;
  readonly svgRef: RefObject<SVGSVGElement | null>;
  /** In place of the picture. */
  readonly note?: ReactNode;
}

/** A picture in its place. A press on it leads nowhere; charts over the context, which answer to one, have a place of their own. */
export function ChartCanvas({ host, width, height, svgRef, note, children, ...svg }: ChartCanvasProps) {
  return (
    <div ref={host} className={styles.host} style={{ minHeight: height }}>
      {note}
      {width > 0 && note === undefined && (
        <svg ref={svgRef} width={width} height={height} className={classNames(styles.chart, styles.plain)} {...svg}>
          {children}
        </svg>
      )}
    </div>
  );
}

export const TickLabel = (props: SVGProps<SVGTextElement>) => <text {...props} className={styles.tick} />;
/** Of a small picture within a chart. */
export const PictureLabel = (props: SVGProps<SVGTextElement>) => <text {...props} className={styles.label} />;
/** An edge of a graph. */
export const EdgeLine = (props: SVGProps<SVGLineElement>) => <line {...props} className={styles.edge} />;
export const SeriesLine = (props: SVGProps<SVGLineElement>) => <line {...props} className={styles.line} />;
export const SeriesPath = (props: SVGProps<SVGPathElement>) => <path {...props} className={styles.line} />;
export const SeriesBand = (props: SVGProps<SVGPathElement>) => <path {...props} className={styles.band} />;
export const SeriesPoint = (props: SVGProps<SVGCircleElement>) => <circle {...props} className={styles.point} />;

interface ValueAxisProps {
  readonly ticks: readonly number[];
  readonly y: (value: number) => number;
  /** Ends of the grid's lines; the ticks stand left of it. */
  readonly left: number;
  readonly right: number;
  readonly format: (value: number) => string;
}

export function ValueAxis({ ticks, y, left, right, format }: ValueAxisProps) {
  return ticks.map((tick) => (
    <g key={tick} transform={`translate(0,${y(tick)})`}>
      <line className={styles.grid} x1={left} x2={right} />
      <TickLabel x={left - 6} dy="0.34em" textAnchor="end">
        {format(tick)}
      </TickLabel>
    </g>
  ));
}

interface AxisNamesProps {
  /** Of the horizontal axis and of the vertical one, with their units. */
  readonly x: string;
  readonly y: string;
  readonly right: number;
  /** Of the chart. */
  readonly height: number;
}

/** Below the right end of the one and above the other. */
export function AxisNames({ x, y, right, height }: AxisNamesProps) {
  return (
    <>
      <text className={styles.axis} x={0} y={10}>
        {y}
      </text>
      <text className={styles.axis} x={right} y={height - 3} textAnchor="end">
        {x}
      </text>
    </>
  );
}

/** A sentence that belongs to a chart. */
export function ChartNote({ children }: { readonly children: ReactNode }) {
  return <p className={styles.note}>{children}</p>;
}
