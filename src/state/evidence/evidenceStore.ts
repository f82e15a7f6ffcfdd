/** The evidence beside the pictures: which tab is open, what the reader chose there, and one slot per piece of evidence. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerControls } from '../../core/nulls/types.ts';
import type { MemoryBaselines } from '../../core/baselines/memoryBaselines.ts';
import type { RecordingGraph } from '../../core/recording/types.ts';
import { DEFAULT_PERMUTATIONS, DEFAULT_SEED, defaultScalingChoices } from './evidenceChoices.ts';
import type { BandResult, EvidenceSlot, EvidenceTab, LayerSweep, MixingGhost, ReplicateSet } from './evidenceTypes.ts';
import type { ScalingChoices, ScalingData, ScalingStudy } from './scalingTypes.ts';
import type { ViewState, ViewStore } from '../view/viewStore.ts';

/** Controls of one layer of one recording, with what they were computed for. */
export interface ControlsResult {
  readonly recordingId: string;
  readonly title: string;
  readonly layer: number;
  /** Of that recording, in the order of the controls' graphs. */
  readonly graphs: readonly RecordingGraph[];
  readonly controls: LayerControls;
}

export interface BaselinesResult {
  readonly recordingId: string;
  readonly baselines: MemoryBaselines;
}

export interface EvidenceSlots {
  /** Curves, Controls: accuracy predictors from the recorded sequences of the focus recording. */
  readonly baselines: EvidenceSlot<BaselinesResult>;
  /** Every tab, for the finding: the focus panel's layer. */
  readonly controls: EvidenceSlot<ControlsResult>;
  /** Every tab, for the finding: the focus panel's layer beside many draws of the mixing null. */
  readonly mixingBand: EvidenceSlot<BandResult>;
  /** Every tab, for the finding: the embedding layer (0) of the focus recording; `absent` where it is not recorded. */
  readonly embedding: EvidenceSlot<ControlsResult>;
  /** Every tab, for the finding: the same layer of the order-shuffled recording; `absent` where the catalog has none. */
  readonly shuffled: EvidenceSlot<ControlsResult>;
  /** Controls, and on every tab while `ghostPanel`: one draw of the mixing null, to be looked at. */
  readonly mixing: EvidenceSlot<MixingGhost>;
  /** Curves: the chosen layers. Layers: every recorded layer. */
  readonly sweep: EvidenceSlot<LayerSweep>;
  /** Curves: recordings of the focus' group; `absent` where it has no replicate. */
  readonly replicates: EvidenceSlot<ReplicateSet>;
  /** Scaling: what the family's recordings measured. */
  readonly scalingData: EvidenceSlot<ScalingData>;
  /** Scaling: critical contexts and the power law for the present choices. */
  readonly scaling: EvidenceSlot<ScalingStudy>;
}

export type EvidenceName = keyof EvidenceSlots;

export interface EvidenceState extends EvidenceSlots {
  /** This and the other choices are as in the view, which is where the URL has them: see followView. */
  readonly tab: EvidenceTab;
  /** Relabellings drawn for every permutation null. */
  readonly permutations: number;
  /** Seed of every null and bootstrap. */
  readonly seed: number;
  /** Layers of the Curves tab beside the focus panel's own; empty: that one alone. */
  readonly curveLayers: readonly number[];
  readonly scalingChoices: ScalingChoices;
  /** The data of the ghost panel is in `mixing`. */
  readonly ghostPanel: boolean;
  readonly overlayGraph: string | null;
}

export type EvidenceStore = StoreApi<EvidenceState>;

/** Draws of the mixing null behind every band. */
export const MIXING_DRAWS = 199;

export const idleSlot: EvidenceSlot<never> = { key: null, status: 'idle', progress: null, failure: null, value: null, note: null };

export function createEvidenceStore(): EvidenceStore {
  return createStore<EvidenceState>()(() => ({
    tab: 'cursor',
    permutations: DEFAULT_PERMUTATIONS,
    seed: DEFAULT_SEED,
    curveLayers: [],
    scalingChoices: defaultScalingChoices,
    ghostPanel: false,
    overlayGraph: null,
    baselines: idleSlot,
    controls: idleSlot,
    embedding: idleSlot,
    shuffled: idleSlot,
    mixing: idleSlot,
    mixingBand: idleSlot,
    sweep: idleSlot,
    replicates: idleSlot,
    scalingData: idleSlot,
    scaling: idleSlot,
  }));
}

const FOLLOWED = ['tab', 'permutations', 'seed', 'curveLayers', 'scalingChoices', 'ghostPanel', 'overlayGraph'] as const;

/** Keeps what the view says of the evidence beside the evidence itself; returns the end of it. */
export function followView(evidence: EvidenceStore, view: Pick<ViewStore, 'getState' | 'subscribe'>): () => void {
  const copy = (state: ViewState) => evidence.setState(Object.fromEntries(FOLLOWED.map((field) => [field, state[field]])));
  copy(view.getState());
  return view.subscribe((state, before) => {
    if (FOLLOWED.some((field) => state[field] !== before[field])) copy(state);
  });
}
