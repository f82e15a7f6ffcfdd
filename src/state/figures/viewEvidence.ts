/** Which evidence belongs to what a panel shows; a slot may hold that of an earlier request. */
import type { AnalysisSettings } from '../../core/analysis/settings.ts';
import type { AveragingBands, LayerNulls } from '../../core/nulls/types.ts';
import type { BandResult } from '../evidence/averaging.ts';
import type { NullsResult } from '../evidence/nulls.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { Slot } from '../panels/slots.ts';

/** Evidence is drawn in the own PCA of each frame: the basis of the picture is no part of it. The shown axes are. */
export function sameView(a: AnalysisSettings, b: AnalysisSettings, axes: readonly number[], layer = a.layer): boolean {
  const of = ({ window, weighting }: AnalysisSettings) => JSON.stringify([window, weighting]);
  return b.basis.kind === 'raw' && b.layer === layer && of(a) === of(b) && b.axes.length === axes.length && b.axes.every((axis, i) => axis === axes[i]);
}

/** The controls of the shown layer and view, or null; a slot may hold those of an earlier request. */
export function nullsOf(slot: Slot<NullsResult>, result: PanelResult, axes: readonly number[]): LayerNulls | null {
  const { value, status } = slot;
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  return sameView(result.analysis.settings, value.nulls.settings, axes) ? value.nulls : null;
}

/** The draws of averaging only for the shown layer and view, or null. */
export function bandsOf({ status, value }: Slot<BandResult>, result: PanelResult, axes: readonly number[]): AveragingBands | null {
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  return sameView(result.analysis.settings, value.bands.settings, axes) ? value.bands : null;
}
