/** The panel that the controls, the timeline and the measures speak of. */
import type { AnalysisSlot, PanelResult } from './analysisStore.ts';
import { useAnalysis, useRecordings, useView } from '../binding.tsx';
import type { CatalogEntry } from '../recordings/catalog.ts';
import type { RecordingStatus } from '../recordings/recordingsStore.ts';
import type { PanelSpec } from '../view/panelSpec.ts';

export interface FocusPanel {
  readonly index: number;
  readonly spec: PanelSpec;
  /** The recording asked for; the shown result may still be of an earlier one. */
  readonly recording: RecordingStatus | null;
  readonly entry: CatalogEntry | null;
  readonly slot: AnalysisSlot | null;
  readonly result: PanelResult | null;
}

export function useFocusPanel(): FocusPanel | null {
  const index = useView((state) => state.focus);
  const spec = useView((state) => state.panels[state.focus]);
  const slot = useAnalysis((state) => state.slots[index] ?? null);
  const recording = useRecordings((state) => (spec === undefined ? null : (state.recordings[spec.recordingId] ?? null)));
  const catalog = useRecordings((state) => state.catalog);
  if (spec === undefined) return null;
  const entry = catalog.status === 'ready' ? (catalog.entries.find(({ id }) => id === spec.recordingId) ?? null) : null;
  return { index, spec, recording, entry, slot, result: slot?.value ?? null };
}
