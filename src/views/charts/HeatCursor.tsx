/** On a heatmap: the context at the cursor, the one under the pointer, the shown layer's field and the one that the keys stand on. */
import type { ScaleBand } from 'd3';
import { usePlayhead, useView } from '../../state/binding.tsx';
import { nearestFrame } from '../../state/recordings/contexts.ts';
import type { Field } from './movedField.ts';

export type ContextBand = ScaleBand<number>;

export const HEAT_MARGIN = { left: 74, right: 8, top: 6, bottom: 38 } as const;
export const HEAT_ROW = 22;

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
  const column = { y: HEAT_MARGIN.top - 1, height: rows * HEAT_ROW + 1, width: x.step() };
  const field = ({ row, frame: at }: Field) => ({
    x: x(at)! - 0.5,
    y: HEAT_MARGIN.top + (rows - 1 - row) * HEAT_ROW - 1,
    width: x.step() + 1,
    height: HEAT_ROW + 1,
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
      <rect className="heat-halo" {...box} />
      <rect className="heat-outline" {...box} />
    </g>
  );
}
