/** Shares as a matrix of fields shaded by value. */
import { type RefObject, useRef } from 'react';
import { tokenColour } from '../picture/nodeColour.ts';
import { useThemeColours } from '../picture/useThemeColours.ts';
import { VisuallyHidden } from '../ui/Text.tsx';
import { classNames } from '../ui/classNames.ts';
import { formatRatio } from '../ui/formatNumber.ts';
import { textWidth } from '../ui/textWidth.ts';
import { useSize } from '../ui/useSize.ts';
import { wrapWords } from '../ui/wrapWords.ts';
import * as styles from './charts.module.css';

/** Black or white, whichever is read more easily on a background (WCAG 2.2 contrast ratio); at least 4.5:1 on any. */
export function readableInk(background: string): '#000000' | '#ffffff' {
  const channel = (at: number) => {
    const c = parseInt(background.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff';
}

/** Shares from 0 to 1 as a matrix of fields shaded by value, each with the range that a null gives it; a table for readers who do not see it. */
export interface MatrixCell {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface RatioMatrixProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly MatrixCell[] }[];
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

const NAMES = 62;
const ROW = 42;
const GAP = 2;
const LINE = 14;
const HEAD_LINES = 3;
const FONT = '12px system-ui';

const range = ({ low, high }: MatrixCell) => `${formatRatio(low)}–${formatRatio(high)}`;

export function RatioMatrix({ caption, columns, rows, svgRef }: RatioMatrixProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const { scheme } = useThemeColours();
  const cell = Math.max(1, (width - NAMES) / columns.length);
  const heads = columns.map((name) => wrapWords(name, cell - 8, HEAD_LINES, (text) => textWidth(text, FONT)));
  const top = Math.max(0, ...heads.map((lines) => lines.length)) * LINE + 6;
  const height = top + rows.length * ROW;
  return (
    <div ref={host} className={styles.host} style={{ minHeight: height }}>
      {width > 0 && (
        <svg ref={svgRef} width={width} height={height} className={classNames(styles.chart, styles.plain)} aria-hidden="true">
          {heads.map((lines, column) =>
            lines.map((line, i) => (
              <text key={`${column} ${i}`} className={styles.matrixName} x={NAMES + (column + 0.5) * cell} y={(i + 0.8) * LINE} textAnchor="middle">
                {line}
                <title>{columns[column]}</title>
              </text>
            )),
          )}
          {rows.map(({ name, cells }, row) => (
            <g key={name} transform={`translate(0,${top + row * ROW})`}>
              <text className={styles.matrixName} y={ROW / 2} dy="0.34em">
                {name}
              </text>
              {cells.map((one, column) => {
                const background = tokenColour(Number.isFinite(one.value) ? one.value : 0, 1, scheme);
                const middle = NAMES + (column + 0.5) * cell;
                return (
                  <g key={column} fill={readableInk(background)}>
                    <rect x={NAMES + column * cell + GAP / 2} y={GAP / 2} width={Math.max(0, cell - GAP)} height={ROW - GAP} rx={4} fill={background} />
                    <text className={styles.matrixValue} x={middle} y={ROW / 2 - 3} textAnchor="middle" fontWeight={one.value > one.high ? 700 : 400}>
                      {formatRatio(one.value)}
                    </text>
                    <text className={styles.matrixRange} x={middle} y={ROW / 2 + 12} textAnchor="middle">
                      {range(one)}
                    </text>
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      )}
      <VisuallyHidden as="div">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((name, column) => (
                <th key={column} scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, cells }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((one, column) => (
                  <td key={column}>{`${formatRatio(one.value)}, null ${range(one)}`}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
