/** What the reader can do on the evidence tabs. */
import { nearestFrame } from '../recordings/contexts.ts';
import type { EvidenceScheduler } from './evidenceScheduler.ts';
import type { EvidenceTab } from './evidenceTypes.ts';
import type { Notices } from '../base/notices.ts';
import type { ScalingChoices } from './scalingTypes.ts';
import type { ViewStore } from '../view/viewStore.ts';
import { plainPanel } from '../view/panelSpec.ts';
import type { EvidenceName } from './pieces.ts';

export { PERMUTATION_CHOICES } from './evidenceChoices.ts';

export interface EvidenceCommands {
  /** Opens a tab; only what it shows is computed. */
  openTab(tab: EvidenceTab): void;
  /** Layers drawn on the Curves tab beside the focus panel's own. */
  setCurveLayers(layers: readonly number[]): void;
  setPermutations(permutations: number): void;
  /** Draws every null and bootstrap anew from another seed (a 32-bit integer). */
  setEvidenceSeed(seed: number): void;
  setScaling(change: Partial<ScalingChoices>): void;
  /** The averaging null as a panel beside the real one. */
  showGhostPanel(shown: boolean): void;
  /** Id of the graph whose spectral embedding lies over the picture; null: none. */
  showOverlay(graphId: string | null): void;
  /** Runs a failed or cancelled piece of evidence again. */
  retryEvidence(name: EvidenceName): void;
  /** Cancels what a piece of evidence waits for; its last good value stays. */
  cancelEvidence(name: EvidenceName): void;
  /** Shows a layer of the focus recording at a context in tokens: a cell of the heatmap. */
  showLayerAt(layer: number, context: number): void;
  /** Shows a recording alone, in the layer that the focus panel shows where it has it, at the recorded context nearest to this one: a point of the scaling plot. */
  openRecordingAt(recordingId: string, context: number): void;
}

export interface EvidenceCommandsOptions {
  readonly view: ViewStore;
  readonly scheduler: Pick<EvidenceScheduler, 'retry' | 'cancel'>;
  readonly has: (recordingId: string) => boolean;
  /** Recorded contexts of a recording in tokens, ascending; empty while it is not open. */
  readonly contextsOf: (recordingId: string) => readonly number[];
  readonly notices: Notices;
}

export function createEvidenceCommands({ view, scheduler, has, contextsOf, notices }: EvidenceCommandsOptions): EvidenceCommands {
  return {
    openTab: (tab) => view.getState().update({ tab }),
    setCurveLayers: (layers) => view.getState().update({ curveLayers: ascending(layers) }),
    setPermutations: (permutations) => view.getState().update({ permutations }),
    setEvidenceSeed: (seed) => view.getState().update({ seed: seed >>> 0 }),
    setScaling(change) {
      const { scalingChoices, update } = view.getState();
      const { level, energyLevel, dropped, ...rest } = { ...scalingChoices, ...change };
      update({ scalingChoices: { ...rest, level: hundredths(level), energyLevel: hundredths(energyLevel), dropped: ascending(dropped) } });
    },
    showGhostPanel: (ghostPanel) => view.getState().update({ ghostPanel }),
    showOverlay: (overlayGraph) => view.getState().update({ overlayGraph }),
    retryEvidence: scheduler.retry,
    cancelEvidence: scheduler.cancel,
    showLayerAt(layer, context) {
      const { focus, updatePanel, update } = view.getState();
      updatePanel(focus, { layer });
      update({ cursor: context, playing: false });
    },
    openRecordingAt(recordingId, context) {
      if (!has(recordingId)) {
        notices.info('No such recording', `There is no recording "${recordingId}" here.`, 'Choose one from the list, or open its file.');
        return;
      }
      const { setPanels, update, panels, focus } = view.getState();
      update({ playing: false, cursor: recordedContext(contextsOf(recordingId), context), referenceContext: null });
      setPanels([{ ...plainPanel(recordingId), layer: panels[focus]?.layer ?? null }]);
    },
  };
}

const ascending = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b);

/** As the address writes it; a slider's steps carry rounding. */
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** The recorded context nearest to a critical one, which lies anywhere between two; whole tokens where none is known. */
function recordedContext(contexts: readonly number[], context: number): number {
  return contexts.length === 0 ? Math.round(context) : contexts[nearestFrame(contexts, context)]!;
}
