/**
 * Context, accuracy and energy of a panel in one line: where the panel stands, or where the pointer is on the timeline.
 * They are the measures of a recorded context.
 */
import { useMemo } from 'react';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useView } from '../../state/binding.tsx';
import { cursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { shownAxes, type Axes } from '../../state/view/viewStore.ts';
import { formatRatio } from '../controls/formatNumber.ts';
import { accuracyNames } from '../evidence/accuracyNames.ts';
import { mainGraph } from '../measures/useCursorMeasures.ts';
import { useHoveredFrame } from '../shared/hoveredFrame.ts';
import { useFrameStep } from '../shared/panelPosition.ts';

interface PanelReadoutProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

export function PanelReadout({ result, axes }: PanelReadoutProps) {
  const mode = useView((state) => state.mode);
  const here = useFrameStep(result).frame;
  const hovered = useHoveredFrame(result);
  const frame = hovered ?? here;
  const measures = useMemo(
    () => cursorMeasures(result, { frame, fraction: 0, between: false, clamped: false }, shownAxes(axes, mode)),
    [result, frame, axes, mode],
  );
  const energy = mainGraph(measures)?.shownEnergy ?? NaN;
  return (
    <span className={hovered === null ? undefined : 'panel-glance'}>
      {hovered !== null && 'at '}
      {measures.context} tok
      {Number.isFinite(measures.accuracy) && <> · {accuracyNames(result.info.metadata).cursor} {formatRatio(measures.accuracy)}</>}
      {Number.isFinite(energy) && <> · energy {formatRatio(energy)}</>}
    </span>
  );
}
