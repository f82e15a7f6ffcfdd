/** What the reader can do on the evidence tabs. */
import type { EvidenceScheduler } from './evidenceScheduler.ts';
import type { EvidenceName, EvidenceStore } from './evidenceStore.ts';
import type { EvidenceTab } from './evidenceTypes.ts';
import type { Notices } from './notices.ts';
import type { ScalingChoices } from './scalingTypes.ts';
import { plainPanel, type ViewStore } from './viewStore.ts';

/** Relabellings a reader may ask for. */
export const PERMUTATION_CHOICES: readonly number[] = [199, 999, 4999];

export interface EvidenceCommands {
  /** Opens a tab; only what it shows is computed. */
  openTab(tab: EvidenceTab): void;
  /** Layers drawn on the Curves tab beside the focus panel's own. */
  setCurveLayers(layers: readonly number[]): void;
  setPermutations(permutations: number): void;
  /** Draws every null and bootstrap anew from another seed (a 32-bit integer). */
  setEvidenceSeed(seed: number): void;
  setScaling(change: Partial<ScalingChoices>): void;
  /** The mixing null as a panel beside the real one. */
  showGhostPanel(shown: boolean): void;
  /** Id of the graph whose spectral embedding lies over the picture; null: none. */
  showOverlay(graphId: string | null): void;
  /** Runs a failed or cancelled piece of evidence again. */
  retryEvidence(name: EvidenceName): void;
  /** Cancels what a piece of evidence waits for; its last good value stays. */
  cancelEvidence(name: EvidenceName): void;
  /** Shows a layer of the focus recording at a context in tokens: a cell of the heatmap. */
  showLayerAt(layer: number, context: number): void;
  /** Shows a recording alone, in the layer that the focus panel shows where it has it, at a context: a point of the scaling plot. */
  openRecordingAt(recordingId: string, context: number): void;
}

export interface EvidenceCommandsOptions {
  readonly view: ViewStore;
  readonly evidence: EvidenceStore;
  readonly scheduler: Pick<EvidenceScheduler, 'retry' | 'cancel'>;
  readonly has: (recordingId: string) => boolean;
  readonly notices: Notices;
}

export function createEvidenceCommands({ view, evidence, scheduler, has, notices }: EvidenceCommandsOptions): EvidenceCommands {
  return {
    openTab: (tab) => view.getState().update({ tab }),
    setCurveLayers: (layers) => evidence.setState({ curveLayers: [...new Set(layers)].sort((a, b) => a - b) }),
    setPermutations: (permutations) => evidence.setState({ permutations }),
    setEvidenceSeed: (seed) => evidence.setState({ seed: seed >>> 0 }),
    setScaling: (change) => evidence.setState(({ scalingChoices }) => ({ scalingChoices: { ...scalingChoices, ...change } })),
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
      update({ playing: false, cursor: context, referenceContext: null });
      setPanels([{ ...plainPanel(recordingId), layer: panels[focus]?.layer ?? null }]);
    },
  };
}
