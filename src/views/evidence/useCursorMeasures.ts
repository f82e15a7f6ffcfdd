/** The measures of a panel where it stands; recomputed per recorded frame, not per tick. */
import { useMemo } from 'react';
import { useView } from '../../state/binding.tsx';
import { cursorMeasures, type CursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { framePosition, recordedPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { type Axes, shownAxes } from '../../state/view/panelSpec.ts';
import { useFrameStep } from '../picture/panelPosition.ts';

/** "PC 1-2" */
export function axesName(axes: readonly number[]): string {
  return `PC ${axes.map((component) => component + 1).join('-')}`;
}

export function useCursorMeasures(result: PanelResult, axes: Axes): CursorMeasures {
  const mode = useView((state) => state.mode);
  const { frame, between } = useFrameStep(result);
  return useMemo(
    () => cursorMeasures(result, recordedPosition(frame, between), shownAxes(axes, mode)),
    [result, frame, between, axes, mode],
  );
}

/** The measures of one recorded frame, wherever the cursor is; null without a frame. */
export function useMeasuresAt(result: PanelResult, frame: number | null, axes: Axes): CursorMeasures | null {
  const mode = useView((state) => state.mode);
  return useMemo(
    () =>
      frame === null
        ? null
        : cursorMeasures(result, recordedPosition(frame), shownAxes(axes, mode)),
    [result, frame, axes, mode],
  );
}

/** The graph the walk was made on, or the first one; null for a recording without graphs. */
export function mainGraph(measures: CursorMeasures) {
  return measures.graphs.find(({ role }) => role === 'context') ?? measures.graphs[0] ?? null;
}

/**
 * The recorded frame at or before the context that the reader points at on the timeline; null when at none.
 *
 * @param result the focus panel's, whose contexts the pointer is on
 */
export function usePointedFrame(result: PanelResult): number | null {
  const context = useView((state) => state.hoveredContext);
  return context === null ? null : framePosition(result.analysis, context).frame;
}
