/** From what the reader looks at to what the worker is asked: the identity of a request, and its settings. */
import type { AnalysisSettings, BasisSpec } from '../../core/analysis/settings.ts';
import type { RecordingMetadata } from '../../core/recording/types.ts';
import { defaultLayer, frameContexts, nearestFrame } from '../recordings/contexts.ts';
import { type ViewState, windowCode } from '../view/viewFields.ts';
import { COMPONENTS, shownAxes, type PanelSpec } from '../view/panelSpec.ts';

/** The parts of the view that an analysis depends on. */
export type AnalysisView = Pick<ViewState, 'mode' | 'window' | 'weighting' | 'basis' | 'referenceContext'>;

/** Two requests with one key have one answer. Known before the recording is open, so layer and frame stand as asked. */
export function requestKey(panel: PanelSpec, view: AnalysisView): string {
  const { basis, referenceContext } = view;
  const frame = basis === 'reference' || basis === 'aligned' ? `@${referenceContext ?? 'last'}` : '';
  const axes = basis === 'aligned' ? shownAxes(panel.axes, view.mode).join('.') : '';
  return JSON.stringify([panel.recordingId, panel.layer ?? 'default', windowCode(view.window), view.weighting, basis + frame, axes]);
}

function basisSpec(view: AnalysisView, contexts: readonly number[]): BasisSpec {
  const { basis } = view;
  if (basis === 'joint' || basis === 'raw') return { kind: basis };
  return { kind: basis, frame: nearestFrame(contexts, view.referenceContext) };
}

export function requestSettings(panel: PanelSpec, view: AnalysisView, metadata: RecordingMetadata): AnalysisSettings {
  return {
    layer: panel.layer ?? defaultLayer(metadata),
    window: view.window,
    weighting: view.weighting,
    basis: basisSpec(view, frameContexts(metadata)),
    components: COMPONENTS,
    axes: shownAxes(panel.axes, view.mode),
  };
}
