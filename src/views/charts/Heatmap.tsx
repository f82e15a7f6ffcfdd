/**
 * A value for every layer and context as a coloured field. Pointing at a field hints at its context, a click goes to its
 * layer and context; by keyboard the arrows move from field to field and Enter goes there.
 */
import { scaleBand } from 'd3';
import { memo, useId, useMemo, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { nearestFrame } from '../../state/recordings/contexts.ts';
import { formatRatio } from '../controls/formatNumber.ts';
import type { Scheme } from '../shared/nodeColour.ts';
import { useSize } from '../shared/useSize.ts';
import { useThemeColours } from '../shared/useThemeColours.ts';
import { HEAT_MARGIN as MARGIN, HEAT_ROW as ROW, HeatCursor, type ContextBand } from './HeatCursor.tsx';
import { HeatKey } from './HeatKey.tsx';
import { heatColour } from './heatColour.ts';
import { movedField, type Field } from './movedField.ts';

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

export function Heatmap({ rows, contexts, valueName, domain, shownLayer, onChoose, svgRef }: HeatmapProps) {
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
      className="chart-host heat-host"
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
        <svg ref={svgRef} width={width} height={height} className="chart" role="presentation">
          <Fields id={id} rows={rows} contexts={contexts} domain={domain} scheme={scheme} x={x} />
          <HeatCursor rows={rows.length} contexts={contexts} shownRow={rows.findIndex(({ layer }) => layer === shownLayer)} active={active} x={x} />
          <HeatKey domain={domain} scheme={scheme} y={height - 3} />
          <text className="chart-axis" x={width - MARGIN.right} y={height - 3} textAnchor="end" aria-hidden="true">
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
  readonly domain: readonly [number, number];
  readonly scheme: Scheme;
  readonly x: ContextBand;
}

const Fields = memo(function Fields({ id, rows, contexts, domain, scheme, x }: FieldsProps) {
  const top = (row: number) => MARGIN.top + (rows.length - 1 - row) * ROW;
  const bottom = MARGIN.top + rows.length * ROW;
  const every = Math.max(1, Math.ceil(40 / x.step()));
  return (
    <>
      {rows.map(({ layer, label, values }, row) => (
        <g key={layer} role="row" transform={`translate(0,${top(row)})`}>
          <text className="chart-tick" role="rowheader" x={MARGIN.left - 6} y={ROW / 2} dy="0.34em" textAnchor="end">
            {label}
          </text>
          {contexts.map((context, frame) => {
            const value = values[frame] ?? NaN;
            const words = `${label}, ${context} tokens: ${Number.isFinite(value) ? formatRatio(value) : 'not defined'}`;
            return (
              <rect
                key={frame}
                id={`${id}-${row}-${frame}`}
                className={Number.isFinite(value) ? 'heat-cell' : 'heat-cell heat-missing'}
                role="gridcell"
                aria-label={words}
                x={x(frame)}
                width={x.step() + 0.4}
                height={ROW - 1}
                {...(Number.isFinite(value) ? { fill: heatColour(value, domain, scheme) } : {})}
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
            <text key={context} className="chart-tick" x={x(frame)! + x.step() / 2} y={bottom + 14} textAnchor="middle">
              {context}
            </text>
          ) : null,
        )}
      </g>
    </>
  );
});
