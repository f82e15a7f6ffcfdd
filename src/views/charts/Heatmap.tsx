/** A value for every layer and context as a coloured field; pointing hints at a context, a click goes to layer and context. */
import { scaleBand, scaleLinear } from 'd3';
import { memo, useMemo, useRef, type PointerEvent, type RefObject } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { nearestFrame } from '../../state/contexts.ts';
import { formatRatio } from '../controls/formatNumber.ts';
import { tokenColour, type Scheme } from '../shared/nodeColour.ts';
import { useSize } from '../shared/useSize.ts';
import { useThemeColours } from '../shared/useThemeColours.ts';

export interface HeatRow {
  readonly layer: number;
  readonly label: string;
  /** One value for every context; NaN where not defined. */
  readonly values: readonly number[];
}

interface HeatmapProps {
  /** From the first layer, drawn at the bottom, to the last. */
  readonly rows: readonly HeatRow[];
  readonly contexts: readonly number[];
  readonly valueName: string;
  /** Ends of the colour scale. */
  readonly domain: readonly [number, number];
  /** Layer of the focus panel. */
  readonly shownLayer: number;
  readonly onChoose: (layer: number, context: number) => void;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

const MARGIN = { left: 74, right: 8, top: 4, bottom: 34 } as const;
const ROW = 22;

export function heatColour(value: number, [low, high]: readonly [number, number], scheme: Scheme): string {
  return tokenColour(high > low ? (value - low) / (high - low) : 0, 1, scheme);
}

export function Heatmap({ rows, contexts, valueName, domain, shownLayer, onChoose, svgRef }: HeatmapProps) {
  const { view } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const { scheme } = useThemeColours();
  const height = MARGIN.top + rows.length * ROW + MARGIN.bottom;
  const x = useMemo(
    () => scaleBand<number>().domain(contexts.map((_, i) => i)).range([MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)]),
    [contexts, width],
  );
  const under = (event: { readonly clientX: number; readonly clientY: number; readonly currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const frame = Math.floor((event.clientX - box.left - MARGIN.left) / x.step());
    const row = rows.length - 1 - Math.floor((event.clientY - box.top - MARGIN.top) / ROW);
    return { context: contexts[frame] ?? null, row: rows[row] ?? null };
  };
  const hover = (hoveredContext: number | null) => {
    if (view.getState().hoveredContext !== hoveredContext) view.getState().update({ hoveredContext });
  };
  return (
    <div
      ref={host}
      className="chart-host"
      style={{ minHeight: height }}
      onPointerMove={(event: PointerEvent) => {
        if (event.pointerType !== 'touch') hover(under(event).context);
      }}
      onPointerLeave={() => hover(null)}
      onClick={(event) => {
        const { context, row } = under(event);
        if (context !== null && row !== null) onChoose(row.layer, context);
      }}
    >
      {width > 0 && (
        <svg ref={svgRef} width={width} height={height} className="chart" role="img" aria-label={`${valueName} by layer and context`}>
          <Cells rows={rows} contexts={contexts} domain={domain} scheme={scheme} x={x} />
          <HeatCursor rows={rows} contexts={contexts} shownLayer={shownLayer} x={x} />
          <text className="chart-axis" x={width - MARGIN.right} y={height - 3} textAnchor="end">
            context (tokens)
          </text>
        </svg>
      )}
    </div>
  );
}

type Band = ReturnType<typeof scaleBand<number>>;

interface CellsProps {
  readonly rows: readonly HeatRow[];
  readonly contexts: readonly number[];
  readonly domain: readonly [number, number];
  readonly scheme: Scheme;
  readonly x: Band;
}

const Cells = memo(function Cells({ rows, contexts, domain, scheme, x }: CellsProps) {
  const top = (row: number) => MARGIN.top + (rows.length - 1 - row) * ROW;
  const bottom = MARGIN.top + rows.length * ROW;
  const every = Math.max(1, Math.ceil(40 / x.step()));
  return (
    <>
      {rows.map(({ layer, label, values }, row) => (
        <g key={layer} transform={`translate(0,${top(row)})`}>
          <text className="chart-tick" x={MARGIN.left - 6} y={ROW / 2} dy="0.34em" textAnchor="end">
            {label}
          </text>
          {values.map((value, frame) =>
            Number.isFinite(value) ? (
              <rect
                key={frame}
                className="heat-cell"
                x={x(frame)}
                width={x.step() + 0.4}
                height={ROW - 1}
                fill={heatColour(value, domain, scheme)}
              >
                <title>{`${label}, ${contexts[frame]} tokens: ${formatRatio(value)}`}</title>
              </rect>
            ) : null,
          )}
        </g>
      ))}
      {contexts.map((context, frame) =>
        (contexts.length - 1 - frame) % every === 0 ? (
          <text key={context} className="chart-tick" x={x(frame)! + x.step() / 2} y={bottom + 14} textAnchor="middle">
            {context}
          </text>
        ) : null,
      )}
    </>
  );
});

interface HeatCursorProps {
  readonly rows: readonly HeatRow[];
  readonly contexts: readonly number[];
  readonly shownLayer: number;
  readonly x: Band;
}

function HeatCursor({ rows, contexts, shownLayer, x }: HeatCursorProps) {
  const frame = useView((state) => nearestFrame(contexts, state.cursor));
  const hovered = useView((state) => (state.hoveredContext === null ? null : nearestFrame(contexts, state.hoveredContext)));
  const row = rows.findIndex(({ layer }) => layer === shownLayer);
  const bottom = MARGIN.top + rows.length * ROW;
  const centre = (at: number) => x(at)! + x.step() / 2;
  return (
    <g>
      {hovered !== null && <line className="chart-hover" x1={centre(hovered)} x2={centre(hovered)} y1={MARGIN.top} y2={bottom} />}
      <line className="chart-cursor" x1={centre(frame)} x2={centre(frame)} y1={MARGIN.top} y2={bottom} opacity={0.35} />
      {row !== -1 && (
        <rect className="heat-cursor" x={x(frame)} y={MARGIN.top + (rows.length - 1 - row) * ROW} width={x.step()} height={ROW - 1} />
      )}
    </g>
  );
}

/** The colour scale with its ends. */
export function HeatKey({ domain }: { readonly domain: readonly [number, number] }) {
  const { scheme } = useThemeColours();
  const at = scaleLinear([0, 4], domain);
  const stops = [0, 1, 2, 3, 4].map((i) => heatColour(at(i), domain, scheme));
  return (
    <div className="heat-key numeric">
      <span>{formatRatio(domain[0])}</span>
      <span className="heat-ramp" style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      <span>{formatRatio(domain[1])}</span>
    </div>
  );
}
