/** Names of the curves and their values at the pointer, or else at the cursor. */
import type { PanelResult } from '../../state/analysisStore.ts';
import { useView } from '../../state/binding.tsx';
import { formatRatio } from '../controls/formatNumber.ts';
import { axesName, shownAxes } from '../measures/useCursorMeasures.ts';
import type { Axes } from '../../state/viewStore.ts';
import type { TimelineSeries } from './timelineSeries.ts';

interface TimelineLegendProps {
  readonly result: PanelResult;
  readonly series: TimelineSeries;
  readonly axes: Axes;
  readonly frame: number;
  /** The values are of the context under the pointer rather than of the cursor. */
  readonly hovering: boolean;
}

export function TimelineLegend({ result, series, axes, frame, hovering }: TimelineLegendProps) {
  const mode = useView((state) => state.mode);
  const context = result.analysis.frames[frame]?.context;
  return (
    <div className="legend">
      {series.masked ? (
        <span className="legend-note">No accuracy: no constrained successor in the shuffled control</span>
      ) : (
        <span className="legend-item legend-accuracy" title="Rule-following accuracy, mean per recorded segment; the band spans the sequences">
          <span className="legend-mark" />
          accuracy
          <span className="legend-value">{formatRatio(series.accuracy[frame]?.value ?? NaN)}</span>
        </span>
      )}
      <span className="legend-item legend-energy" title="Normalised Dirichlet energy within the shown components: 1 = edges no closer than any pair">
        <span className="legend-mark" />
        energy in {axesName(shownAxes(axes, mode))}
        <span className="legend-value">{formatRatio(series.energy[frame]?.value ?? NaN)}</span>
      </span>
      {series.chance !== null && (
        <span className="legend-item legend-chance">
          <span className="legend-mark" />
          chance {formatRatio(series.chance)}
        </span>
      )}
      <span className="legend-item legend-window">
        <span className="legend-mark" />
        averaging window
      </span>
      <span className="legend-note legend-end">
        {hovering && context !== undefined ? `at ${context} tokens` : series.masked ? '' : 'smoothed: mean per segment'}
      </span>
    </div>
  );
}
