/** Whether what the view names is in its recordings, as far as these are known: an address may name anything. */
import type { RecordingsState } from './recordingsStore.ts';
import type { NodeRef, PanelSpec } from './viewStore.ts';

export interface RecordingFacts {
  readonly layers: readonly number[];
  readonly nodes: number;
}

/** From the recording itself where it is open, else from the catalog; null when neither is there yet. */
export function recordingFacts({ recordings, catalog }: RecordingsState, id: string): RecordingFacts | null {
  const recording = recordings[id];
  if (recording?.status === 'ready') return { layers: recording.info.metadata.layers, nodes: recording.info.metadata.nodes.length };
  const entry = catalog.status === 'ready' ? catalog.entries.find((listed) => listed.id === id) : undefined;
  return entry === undefined ? null : { layers: entry.layers, nodes: entry.nodes };
}

export interface FittedView {
  readonly panels: readonly PanelSpec[];
  readonly pinned: NodeRef | null;
  /** Layers asked for that were not recorded, each once. */
  readonly missingLayers: readonly { readonly recordingId: string; readonly layer: number; readonly recorded: readonly number[] }[];
  /** The pin that names no node of its panel. */
  readonly lostPin: NodeRef | null;
}

/** Puts the default layer in place of one that was not recorded and lets go of a pin outside its panel or recording. */
export function fitView(
  { panels, pinned }: Pick<FittedView, 'panels' | 'pinned'>,
  factsOf: (recordingId: string) => RecordingFacts | null,
): FittedView {
  const missingLayers: FittedView['missingLayers'][number][] = [];
  const fitted = panels.map((panel) => {
    const { recordingId, layer } = panel;
    const recorded = factsOf(recordingId)?.layers;
    if (layer === null || recorded === undefined || recorded.includes(layer)) return panel;
    if (!missingLayers.some((missing) => missing.recordingId === recordingId && missing.layer === layer)) {
      missingLayers.push({ recordingId, layer, recorded });
    }
    return { ...panel, layer: null };
  });
  const fits = pinned === null || pinnedNodeExists(pinned, panels, factsOf);
  return { panels: fitted, pinned: fits ? pinned : null, missingLayers, lostPin: fits ? null : pinned };
}

function pinnedNodeExists(pin: NodeRef, panels: readonly PanelSpec[], factsOf: (id: string) => RecordingFacts | null): boolean {
  const panel = panels[pin.panel];
  return panel !== undefined && pin.node < (factsOf(panel.recordingId)?.nodes ?? Infinity);
}
