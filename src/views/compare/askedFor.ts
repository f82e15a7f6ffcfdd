/** What a panel asks for and does not show yet: its header names what is drawn, and this beside it. */
import { recordingIdText } from '../../state/opening/addresses.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { defaultLayer } from '../../state/recordings/contexts.ts';
import { shownAxes, type PanelSpec, type ViewState } from '../../state/view/viewStore.ts';
import { shortLayerName } from '../controls/layerName.ts';
import { axesName } from '../measures/useCursorMeasures.ts';

export interface WantedRecording {
  readonly title: string;
  readonly model: { readonly layers: number };
}

/**
 * "Ring of 6", "layer 3", "PC 3-4": where the panel's choice differs from the drawn result; null where it is what was asked for.
 * @param wanted the recording asked for, as far as it is known
 */
export function askedFor(spec: PanelSpec, mode: ViewState['mode'], wanted: WantedRecording | undefined, { recordingId, info, analysis }: PanelResult): string | null {
  if (spec.recordingId !== recordingId) {
    const title = wanted?.title ?? recordingIdText(spec.recordingId);
    return spec.layer === null ? title : `${title}, ${shortLayerName(spec.layer, wanted?.model.layers ?? NaN)}`;
  }
  const { metadata } = info;
  const { settings } = analysis;
  const layer = spec.layer ?? defaultLayer(metadata);
  if (layer !== settings.layer) return shortLayerName(layer, metadata.model.layers);
  const axes = shownAxes(spec.axes, mode);
  return settings.basis.kind === 'aligned' && axes.join() !== settings.axes.join() ? axesName(axes) : null;
}
