/** Context, accuracy and energy of a panel at the recorded context where it stands, in one line. */
import type { PanelResult } from '../../state/analysisStore.ts';
import type { Axes } from '../../state/viewStore.ts';
import { formatRatio } from '../controls/formatNumber.ts';
import { mainGraph, useCursorMeasures } from '../measures/useCursorMeasures.ts';

interface PanelReadoutProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

export function PanelReadout({ result, axes }: PanelReadoutProps) {
  const measures = useCursorMeasures(result, axes);
  const energy = mainGraph(measures)?.shownEnergy ?? NaN;
  return (
    <>
      {measures.context} tok
      {Number.isFinite(measures.accuracy) && <> · acc {formatRatio(measures.accuracy)}</>} · energy {formatRatio(energy)}
    </>
  );
}
