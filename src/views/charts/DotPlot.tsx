/** A dot plot: a row a case, in it dots with their intervals on one value axis, and levels drawn across all rows. */
import { scaleLinear } from 'd3';
import { type RefObject, useRef } from 'react';
import { VisuallyHidden } from '../ui/Text.tsx';
import { textWidth } from '../ui/textWidth.ts';
import { useMediaQuery, useSize } from '../ui/useSize.ts';
import { ChartCanvas, TickLabel } from './ChartParts.tsx';
import type { SeriesColour } from './chartSeries.ts';
import * as styles from './dotRows.module.css';

export interface Dot {
  readonly id: string;
  readonly mean: number;
  /** null: not known, and not drawn. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly colour: SeriesColour;
  readonly hollow?: boolean;
}

export interface DotRow {
  readonly id: string;
  readonly label: string;
  /** Stands above the row and opens a group. */
  readonly head?: string;
  readonly dots: readonly Dot[];
  /** In words, with its numbers. */
  readonly title: string;
  readonly chosen?: boolean;
}

export interface DotLevel {
  readonly name: string;
  readonly value: number;
  readonly kind: 'chance' | 'reference';
}

interface DotPlotProps {
  readonly rows: readonly DotRow[];
  readonly levels: readonly DotLevel[];
  /** Values that the axis must show. */
  readonly include: readonly number[];
  readonly axis: string;
  /** What the rows are, for readers who do not see them. */
  readonly name: string;
  readonly svgRef: RefObject<SVGSVGElement | null>;
  readonly onPress?: (id: string) => void;
  readonly testId?: string;
}

const TOP = 36;
const BOTTOM = 44;
const RIGHT = 16;
const HEAD = 24;
/** Rows up to which each has room to spare. */
const ROOMY_UP_TO = 12;
const FONT = '12px system-ui, sans-serif';

/** Where every row begins, and how high it is. */
function layout(rows: readonly DotRow[], above: boolean): { readonly tops: readonly number[]; readonly heights: readonly number[]; readonly bottom: number } {
  let y = TOP;
  const tops: number[] = [];
  const heights: number[] = [];
  for (const { head, dots } of rows) {
    if (head !== undefined) y += HEAD;
    const height = Math.max(rows.length > ROOMY_UP_TO ? 22 : 30, 8 + 9 * dots.length) + (above ? 12 : 0);
    tops.push(y);
    heights.push(height);
    y += height;
  }
  return { tops, heights, bottom: y };
}

export function DotPlot({ rows, levels, include, axis, name, svgRef, onPress, testId }: DotPlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  // Names above their rows where there is no room beside them.
  const above = useMediaQuery('(width < 720px)');
  const { tops, heights, bottom } = layout(rows, above);
  const left = above ? 12 : Math.min(Math.max(0, ...rows.map(({ label }) => textWidth(label, FONT))) + 20, width * 0.5);
  const all = [...rows.flatMap(({ dots }) => dots.flatMap(({ mean, interval }) => (interval === null ? [mean] : [mean, interval.low, interval.high]))), ...levels.map(({ value }) => value), ...include].filter(Number.isFinite);
  const x = scaleLinear([Math.min(...all), Math.max(...all)], [left, Math.max(left + 1, width - RIGHT)]).nice();
  const ticks = x.ticks(Math.max(2, Math.floor((width - left) / 90)));
  return (
    <div className={styles.plot} data-testid={testId}>
      <ChartCanvas host={host} width={width} height={bottom + BOTTOM} svgRef={svgRef} aria-hidden="true" focusable="false">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.grid} x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} />
            <TickLabel x={x(tick)} y={bottom + 14} textAnchor="middle">
              {x.tickFormat(5)(tick)}
            </TickLabel>
          </g>
        ))}
        <text className={styles.axis} x={width - RIGHT} y={bottom + BOTTOM - 4} textAnchor="end">
          {axis}
        </text>
        {levels.map(({ name: said, value, kind }, i) => {
          // Each name on a line of its own: two levels may be close.
          const y = TOP - 8 - 13 * i;
          return (
            <g key={said}>
              <line className={styles.level} data-kind={kind} x1={x(value)} x2={x(value)} y1={y - 9} y2={bottom} />
              <text className={styles.levelName} x={x(value) - 5} y={y} textAnchor="end">
                {said}
              </text>
            </g>
          );
        })}
        {rows.map((row, i) => (
          <g key={row.id} transform={`translate(0,${tops[i]})`}>
            {row.head !== undefined && (
              <text className={styles.head} x={above ? 8 : 0} y={-8}>
                {row.head}
              </text>
            )}
            <rect className={styles.band} data-chosen={row.chosen || undefined} x={0} y={1} width={width} height={heights[i]! - 2} rx={4} />
            <text className={styles.name} x={above ? 8 : left - 12} y={above ? 13 : heights[i]! / 2} dy={above ? 0 : '0.35em'} textAnchor={above ? 'start' : 'end'}>
              {row.label}
            </text>
            {row.dots.map(({ id, mean, interval, colour, hollow = false }, k) => {
              const top = above ? 18 : 4;
              const y = top + (heights[i]! - top - 4) * ((k + 0.5) / row.dots.length);
              return (
                <g key={id} className={styles.mark} data-series={colour} data-hollow={hollow || undefined}>
                  {interval !== null && <line className={styles.whisker} x1={x(interval.low)} x2={x(interval.high)} y1={y} y2={y} />}
                  <circle className={styles.dot} cx={x(mean)} cy={y} r={4} />
                </g>
              );
            })}
          </g>
        ))}
      </ChartCanvas>
      <ul className={styles.rows} aria-label={name}>
        {rows.map((row, i) => (
          <li key={row.id} style={{ top: tops[i], height: heights[i] }}>
            {onPress === undefined ? (
              <VisuallyHidden as="span">{row.title}</VisuallyHidden>
            ) : (
              <button type="button" data-testid={`row-${row.id}`} aria-pressed={row.chosen ?? false} aria-label={row.title} title={row.title} onClick={() => onPress(row.id)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
