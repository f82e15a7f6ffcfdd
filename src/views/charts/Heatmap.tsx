/** A value for every layer and context as a field of colours, with what the cursor, the pointer and the keys stand on. */
import { interpolateLab, rgb, type ScaleBand, scaleBand, scaleLinear } from 'd3';
import { memo, type PointerEvent, type RefObject, useId, useMemo, useRef, useState } from 'react';
import { useExplorer, usePlayhead, useView } from '../../state/binding.tsx';
import { nearestFrame } from '../../state/recordings/contexts.ts';
import { type Scheme, tokenColour } from '../picture/nodeColour.ts';
import { useThemeColours } from '../picture/useThemeColours.ts';
import { classNames } from '../ui/classNames.ts';
import { formatRatio } from '../ui/formatNumber.ts';
import { useSize } from '../ui/useSize.ts';
import * as styles from './charts.module.css';

/** The ends of a colour scale. With a centre it has two arms from there, blue below and orange above, each as long as the longer. */
export interface HeatScale {
  readonly domain: readonly [number, number];
  readonly centre: number | null;
}

/** Low end, centre and high end of a scale with two arms. */
const ARMS: Readonly<Record<Scheme, readonly [string, string, string]>> = { light: ['#0068a3', '#f4f3ef', '#b0470a'], dark: ['#6bb3e6', '#2a2f34', '#f0965c'] };

/** A scale around `centre` for values in a range; both arms reach as far. */
export function centredScale([low, high]: readonly [number, number], centre: number): HeatScale {
  const reach = Math.max(centre - low, high - centre, 0);
  return { domain: [centre - reach, centre + reach], centre };
}

/** The colour of a value on a scale; the low end's, or the centre's, where the scale has no extent. */
export function heatColour(value: number, { domain: [low, high], centre }: HeatScale, scheme: Scheme): string {
  const share = high > low ? (value - low) / (high - low) : centre === null ? 0 : 0.5;
  if (centre === null) return tokenColour(share, 1, scheme);
  const [below, middle, above] = ARMS[scheme];
  const way = Math.min(1, Math.abs(2 * share - 1));
  return rgb(interpolateLab(middle, share < 0.5 ? below : above)(way)).formatHex();
}

/** A field of a heatmap: row 0 is the first layer, drawn at the bottom; frame 0 the first context, at the left. */
export interface Field {
  readonly row: number;
  readonly frame: number;
}

/** Where a key leads from a field; it stops at the borders. null for keys that do not move. */
export function movedField({ row, frame }: Field, key: string, rows: number, frames: number): Field | null {
  const to = (nextRow: number, nextFrame: number): Field => ({
    row: Math.max(0, Math.min(rows - 1, nextRow)),
    frame: Math.max(0, Math.min(frames - 1, nextFrame)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(row + 1, frame);
    case 'ArrowDown':
      return to(row - 1, frame);
    case 'ArrowLeft':
      return to(row, frame - 1);
    case 'ArrowRight':
      return to(row, frame + 1);
    case 'Home':
      return to(row, 0);
    case 'End':
      return to(row, frames - 1);
    default:
      return null;
  }
}

/** On a heatmap: the context at the cursor, the one under the pointer, the shown layer's field and the one that the keys stand on. */
export type ContextBand = ScaleBand<number>;

const MARGIN = { left: 74, right: 8, top: 6, bottom: 38 } as const;
const ROW = 22;

interface HeatCursorProps {
  readonly rows: number;
  readonly contexts: readonly number[];
  /** Row of the shown layer; -1 when it is not among them. */
  readonly shownRow: number;
  readonly active: Field | null;
  readonly x: ContextBand;
}

export function HeatCursor({ rows, contexts, shownRow, active, x }: HeatCursorProps) {
  const frame = usePlayhead((context) => nearestFrame(contexts, context));
  const hovered = useView((state) => (state.hoveredContext === null ? null : nearestFrame(contexts, state.hoveredContext)));
  const column = { y: MARGIN.top - 1, height: rows * ROW + 1, width: x.step() };
  const field = ({ row, frame: at }: Field) => ({
    x: x(at)! - 0.5,
    y: MARGIN.top + (rows - 1 - row) * ROW - 1,
    width: x.step() + 1,
    height: ROW + 1,
  });
  return (
    <g data-screen-only="" aria-hidden="true" pointerEvents="none">
      {hovered !== null && hovered !== frame && <Outline kind="hover" {...column} x={x(hovered)!} />}
      <Outline kind="column" {...column} x={x(frame)!} />
      {shownRow !== -1 && <Outline kind="shown" {...field({ row: shownRow, frame })} />}
      {active !== null && <Outline kind="active" {...field(active)} />}
    </g>
  );
}

interface OutlineProps {
  readonly kind: 'hover' | 'column' | 'shown' | 'active';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line in the ink of the page on a halo in its paper: one of the two stands out from any field. */
function Outline({ kind, ...box }: OutlineProps) {
  return (
    <g data-outline={kind}>
      <rect className={styles.heatHalo} {...box} />
      <rect className={styles.heatOutline} {...box} />
    </g>
  );
}

/** The colour scale of a heatmap with its ends, drawn into the map so that a saved picture has it too. */
interface HeatKeyProps {
  readonly scale: HeatScale;
  readonly scheme: Scheme;
  /** Baseline of its words, in pixels from the top of the map. */
  readonly y: number;
}

const STEPS = 20;
const WIDTH = 4;
const LEFT = 34;

export function HeatKey({ scale, scheme, y }: HeatKeyProps) {
  const { domain } = scale;
  const at = scaleLinear([0, STEPS - 1], domain);
  return (
    <g aria-hidden="true">
      <text className={styles.tick} x={LEFT - 6} y={y} textAnchor="end">
        {formatRatio(domain[0])}
      </text>
      {Array.from({ length: STEPS }, (_, i) => (
        <rect key={i} x={LEFT + i * WIDTH} y={y - 9} width={WIDTH + 0.4} height={9} fill={heatColour(at(i), scale, scheme)} />
      ))}
      <text className={styles.tick} x={LEFT + STEPS * WIDTH + 6} y={y}>
        {formatRatio(domain[1])}
      </text>
    </g>
  );
}

/**
 * A value for every layer and context as a coloured field. Pointing at a field hints at its context, a click goes to its
 * layer and context; by keyboard the arrows move from field to field and Enter goes there.
 */
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
  readonly scale: HeatScale;
  /** Marked with a star; null: none. */
  readonly bestLayer: number | null;
  /** Layer of the focus panel. */
  readonly shownLayer: number;
  readonly onChoose: (layer: number, context: number) => void;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

export function Heatmap({ rows, contexts, valueName, scale, bestLayer, shownLayer, onChoose, svgRef }: HeatmapProps) {
  const { view, playhead } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const { scheme } = useThemeColours();
  const id = useId();
  /** The field that the keys stand on; null while the map has not the focus. */
  const [active, setActive] = useState<Field | null>(null);
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
  const stand = (field: Field | null) => {
    setActive(field);
    hover(field === null ? null : (contexts[field.frame] ?? null));
  };
  const shown = (): Field => ({
    row: Math.max(0, rows.findIndex(({ layer }) => layer === shownLayer)),
    frame: nearestFrame(contexts, playhead.context()),
  });
  return (
    <div
      ref={host}
      className={classNames(styles.host, styles.heatHost)}
      style={{ minHeight: height }}
      role="grid"
      tabIndex={0}
      aria-label={`${valueName} by layer and context`}
      aria-activedescendant={active === null ? undefined : `${id}-${active.row}-${active.frame}`}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) stand(shown());
      }}
      onBlur={() => stand(null)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const at = active ?? shown();
        const row = rows[at.row];
        const context = contexts[at.frame];
        const next = movedField(at, event.key, rows.length, contexts.length);
        if (next !== null) stand(next);
        else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined && context !== undefined) onChoose(row.layer, context);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
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
        <svg ref={svgRef} width={width} height={height} className={styles.chart} role="presentation">
          <Fields id={id} rows={rows} contexts={contexts} scale={scale} bestLayer={bestLayer} scheme={scheme} x={x} />
          <HeatCursor rows={rows.length} contexts={contexts} shownRow={rows.findIndex(({ layer }) => layer === shownLayer)} active={active} x={x} />
          <HeatKey scale={scale} scheme={scheme} y={height - 3} />
          <text className={styles.axis} x={width - MARGIN.right} y={height - 3} textAnchor="end" aria-hidden="true">
            context (tokens)
          </text>
        </svg>
      )}
    </div>
  );
}

interface FieldsProps {
  readonly id: string;
  readonly rows: readonly HeatRow[];
  readonly contexts: readonly number[];
  readonly scale: HeatScale;
  readonly bestLayer: number | null;
  readonly scheme: Scheme;
  readonly x: ContextBand;
}

const Fields = memo(function Fields({ id, rows, contexts, scale, bestLayer, scheme, x }: FieldsProps) {
  const top = (row: number) => MARGIN.top + (rows.length - 1 - row) * ROW;
  const bottom = MARGIN.top + rows.length * ROW;
  const every = Math.max(1, Math.ceil(40 / x.step()));
  return (
    <>
      {rows.map(({ layer, label, values }, row) => (
        <g key={layer} role="row" transform={`translate(0,${top(row)})`}>
          <text className={styles.tick} role="rowheader" x={MARGIN.left - 6} y={ROW / 2} dy="0.34em" textAnchor="end">
            {layer === bestLayer ? '★ ' : ''}
            {label}
          </text>
          {contexts.map((context, frame) => {
            const value = values[frame] ?? NaN;
            const words = `${label}, ${context} tokens: ${Number.isFinite(value) ? formatRatio(value) : 'not defined'}`;
            return (
              <rect
                key={frame}
                id={`${id}-${row}-${frame}`}
                className={Number.isFinite(value) ? styles.heatCell : classNames(styles.heatCell, styles.heatMissing)}
                role="gridcell"
                aria-label={words}
                x={x(frame)}
                width={x.step() + 0.4}
                height={ROW - 1}
                {...(Number.isFinite(value) ? { fill: heatColour(value, scale, scheme) } : {})}
              >
                <title>{words}</title>
              </rect>
            );
          })}
        </g>
      ))}
      <g aria-hidden="true">
        {contexts.map((context, frame) =>
          (contexts.length - 1 - frame) % every === 0 ? (
            <text key={context} className={styles.tick} x={x(frame)! + x.step() / 2} y={bottom + 14} textAnchor="middle">
              {context}
            </text>
          ) : null,
        )}
      </g>
    </>
  );
});
