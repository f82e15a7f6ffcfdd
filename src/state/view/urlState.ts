/** Shows what a hash describes, and tells the reader what of it could not be shown: an address may name anything. */
import type { Notices } from '../base/notices.ts';
import { recordingIdText } from '../opening/addresses.ts';
import type { RecordingsState } from '../recordings/recordingsStore.ts';
import { decodeView, type UrlProblem } from './urlCodec.ts';
import { graphsWithoutAddress, type ViewState } from './viewFields.ts';
import type { ViewStore } from './viewStore.ts';
import type { NodeRef, PanelSpec } from './panelSpec.ts';

export interface UrlStateOptions {
  readonly view: ViewStore;
  readonly notices: Notices;
  readonly isKnown: (recordingId: string) => boolean;
  /** False when the catalog could not be read: that a sample is not known then goes without saying. */
  readonly isListed: () => boolean;
  /** True for a local file that the reader is asked about elsewhere. */
  readonly isOffered?: (recordingId: string) => boolean;
  readonly factsOf: (recordingId: string) => RecordingFacts | null;
  /** What is shown when the hash names no recording that is known; null when there is none at all. */
  readonly fallback: () => PanelSpec | null;
}

/**
 * Recordings that the hash names but that are not here are left out, focus and pin staying with the panels they named;
 * the fallback is shown when none remains. A layer or node that is not in its recording gives way to the default.
 */
export function applyHash(hash: string, { view, notices, isKnown, isListed, isOffered, factsOf, fallback }: UrlStateOptions): void {
  const { view: described, problems } = decodeView(hash);
  const unknown = described.panels.filter(({ recordingId }) => !isKnown(recordingId));
  const remaining = unknown.length === 0 ? described : withoutUnknown(described, isKnown);
  const substitute = remaining.panels.length === 0 ? fallback() : null;
  const panels = substitute === null ? remaining.panels : [substitute];
  const fitted = fitView({ panels, pinned: remaining.pinned }, factsOf);
  const { resets, spaceUnavailable, customGraphs } = view.getState();
  // An entry of the history cannot bring back what an address has no room for: what is there stays.
  const kept = graphsWithoutAddress(customGraphs).filter(({ id }) => !remaining.customGraphs.some((graph) => graph.id === id));
  view.getState().update({
    ...remaining,
    panels: fitted.panels,
    pinned: fitted.pinned,
    customGraphs: [...remaining.customGraphs, ...kept],
    resets,
    spaceUnavailable,
  });

  reportMisfits(notices, fitted, problems);
  for (const id of new Set(unknown.map(({ recordingId }) => recordingId))) {
    const local = id.startsWith('file:');
    if ((!local && !isListed()) || isOffered?.(id) === true) continue;
    notices.info(
      'A recording in the address is not here',
      `The address names the recording "${recordingIdText(id)}", which is not among the recordings.`,
      local ? 'It was a local file: open it again.' : 'Choose one from the list, or open its file.',
      id,
    );
  }
}

/** The view with the panels that are known. The cursor is on the focus panel's recording and goes with it. */
function withoutUnknown(described: ViewState, isKnown: UrlStateOptions['isKnown']): ViewState {
  const { panels, pinned } = described;
  const kept = panels.flatMap(({ recordingId }, i) => (isKnown(recordingId) ? [i] : []));
  const named = Math.min(described.focus, panels.length - 1);
  const focus = kept.indexOf(named);
  const pinnedPanel = pinned === null || pinned.panel >= panels.length ? null : kept.indexOf(pinned.panel);
  return {
    ...described,
    panels: kept.map((i) => panels[i]!),
    focus: focus === -1 ? kept.filter((i) => i < named).length : focus,
    cursor: focus === -1 ? null : described.cursor,
    pinned: pinned === null || pinnedPanel === null ? pinned : pinnedPanel === -1 ? null : { panel: pinnedPanel, node: pinned.node },
  };
}

/** One notice for every part of the address that has no meaning, and one for each layer that was not recorded. */
export function reportMisfits(notices: Notices, { missingLayers, lostPin }: FittedView, unread: readonly UrlProblem[] = []): void {
  const problems = lostPin === null ? unread : [...unread, { field: 'pin', value: pinText(lostPin) }];
  if (problems.length > 0) {
    const fields = problems.map(({ field, value }) => `${field}=${value}`).join(', ');
    notices.info(
      'The address could not be read in full',
      `These parts of the address have no meaning here: ${fields}.`,
      'Their defaults are shown; every choice you make writes the address anew.',
      'address',
    );
  }
  for (const { recordingId, layer, recorded } of missingLayers) {
    notices.info(
      'This layer was not recorded',
      `"${recordingIdText(recordingId)}" has no layer ${layer}; it holds ${recorded.length === 1 ? 'layer' : 'layers'} ${recorded.join(', ')}.`,
      'Its default layer is shown; choose another of the recorded ones.',
      recordingId,
    );
  }
}

/** As the address writes it, the panel counted from 1. */
function pinText({ panel, node }: NodeRef): string {
  return `${panel + 1}.${node}`;
}

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
