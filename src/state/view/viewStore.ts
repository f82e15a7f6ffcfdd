/**
 * What the reader is looking at: every choice that the picture depends on and nothing that is computed from data.
 * All of it except `playing`, `hovered`, `hoveredContext`, `spaceUnavailable` and `resets` goes into the URL (urlCodec.ts).
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BasisKind, Weighting, WindowSpec } from '../../core/analysis/settings.ts';
import { DEFAULT_PERMUTATIONS, DEFAULT_SEED, defaultScalingChoices } from '../evidence/evidenceChoices.ts';
import type { CustomGraph } from '../graphs/customGraphs.ts';
import type { EvidenceTab } from '../evidence/evidenceTypes.ts';
import type { ScalingChoices } from '../evidence/scalingTypes.ts';

export const MAX_PANELS = 8;
/** Principal components computed and offered on the axes. */
export const COMPONENTS = 10;

export type Axes = readonly [x: number, y: number, z: number];
export type Flips = readonly [x: boolean, y: boolean, z: boolean];

export interface PanelSpec {
  readonly recordingId: string;
  /** null: the recording's default layer. */
  readonly layer: number | null;
  /** 0-based principal components; the third is used in 3D only. */
  readonly axes: Axes;
}

/** A recording as it opens: its default layer, its first components. */
export function plainPanel(recordingId: string): PanelSpec {
  return { recordingId, layer: null, axes: [0, 1, 2] };
}

export interface NodeRef {
  readonly panel: number;
  readonly node: number;
}

export interface ViewState {
  /** 1 to MAX_PANELS; one panel is the plain view, more is Compare. */
  readonly panels: readonly PanelSpec[];
  /** The panel that the controls, the timeline and the measures speak of. */
  readonly focus: number;
  readonly mode: 'plane' | 'space';
  readonly window: WindowSpec;
  readonly weighting: Weighting;
  readonly basis: BasisKind;
  /** Context of the reference frame in tokens; null: the last frame. */
  readonly referenceContext: number | null;
  readonly flips: Flips;
  /** Context in tokens on the focus panel's recording; between recorded contexts while tweening. null: the last. */
  readonly cursor: number | null;
  readonly sync: 'tokens' | 'tokens-per-node';
  readonly spacing: 'linear' | 'log';
  /** Frames per second of playback. */
  readonly speed: number;
  readonly playing: boolean;
  readonly colour: 'position' | 'tokens';
  readonly showEdges: boolean;
  readonly showLabels: boolean;
  readonly showTrail: boolean;
  /** Ids of reference graphs drawn as well, in the recordings that have them. */
  readonly references: readonly string[];
  /** Graphs of the reader's own, offered as reference graphs in the recordings with their words. */
  readonly customGraphs: readonly CustomGraph[];
  /** The open tab of the evidence beside the stage. */
  readonly tab: EvidenceTab;
  /** Relabellings drawn for every permutation null, one of PERMUTATION_CHOICES. */
  readonly permutations: number;
  /** Seed of every null and bootstrap, a 32-bit integer. */
  readonly seed: number;
  /** Layers of the Curves tab beside the focus panel's own, ascending. */
  readonly curveLayers: readonly number[];
  readonly scalingChoices: ScalingChoices;
  /** The mixing null as a panel beside the focus panel. */
  readonly ghostPanel: boolean;
  /** Id of the graph whose spectral embedding is laid over the picture; null: none. */
  readonly overlayGraph: string | null;
  readonly pinned: NodeRef | null;
  readonly hovered: NodeRef | null;
  /** Context under the pointer on the timeline or a curve, in tokens on the focus panel's recording; shown in every panel. */
  readonly hoveredContext: number | null;
  /** Why 3D could not be drawn, in a sentence; set together with `mode: 'plane'`. null: it can, as far as is known. */
  readonly spaceUnavailable: string | null;
  readonly theme: 'system' | 'light' | 'dark';
  /** Counts the reader's wishes to see all again: views fit zoom and turn anew when it changes. Not in the URL. */
  readonly resets: number;
}

export const defaultView: ViewState = {
  panels: [],
  focus: 0,
  mode: 'plane',
  window: { kind: 'last', tokens: 200 },
  weighting: 'tokens',
  basis: 'joint',
  referenceContext: null,
  flips: [false, false, false],
  cursor: null,
  sync: 'tokens',
  spacing: 'linear',
  speed: 4,
  playing: false,
  colour: 'position',
  showEdges: true,
  showLabels: true,
  showTrail: false,
  references: ['calendar'],
  customGraphs: [],
  tab: 'cursor',
  permutations: DEFAULT_PERMUTATIONS,
  seed: DEFAULT_SEED,
  curveLayers: [],
  scalingChoices: defaultScalingChoices,
  ghostPanel: false,
  overlayGraph: null,
  pinned: null,
  hovered: null,
  hoveredContext: null,
  spaceUnavailable: null,
  theme: 'system',
  resets: 0,
};

export interface ViewActions {
  /**
   * Merges a change. Invariants are restored here, once: focus, pin and pointer within the panels, no context under a
   * pointer of a timeline that has changed, no word of 3D being unavailable while it is shown.
   */
  readonly update: (change: Partial<ViewState>) => void;
  readonly updatePanel: (index: number, change: Partial<PanelSpec>) => void;
  /** Other panels: the pin and the pointer are let go. */
  readonly setPanels: (panels: readonly PanelSpec[], focus?: number) => void;
}

export type ViewStore = StoreApi<ViewState & ViewActions>;

/** The components drawn: two in the plane, three in space. */
export function shownAxes(axes: Axes, mode: ViewState['mode']): readonly number[] {
  return mode === 'plane' ? axes.slice(0, 2) : axes;
}

/** Swaps rather than repeats: choosing on one axis the component another axis shows exchanges the two. */
export function withAxis(axes: Axes, position: 0 | 1 | 2, component: number): Axes {
  const next: [number, number, number] = [...axes];
  const other = next.indexOf(component);
  if (other !== -1) next[other] = next[position];
  next[position] = component;
  return next;
}

function settle(state: ViewState, before: ViewState = state): ViewState {
  const panels = state.panels.slice(0, MAX_PANELS);
  const focus = Math.max(0, Math.min(state.focus, panels.length - 1));
  const inRange = (ref: NodeRef | null) => (ref !== null && ref.panel < panels.length ? ref : null);
  const sameTimeline = state.panels === before.panels && focus === before.focus;
  return {
    ...state,
    panels,
    focus,
    pinned: inRange(state.pinned),
    hovered: inRange(state.hovered),
    hoveredContext: sameTimeline ? state.hoveredContext : null,
    spaceUnavailable: state.mode === 'space' ? null : state.spaceUnavailable,
  };
}

export function createViewStore(initial: ViewState = defaultView): ViewStore {
  return createStore<ViewState & ViewActions>()((set) => ({
    ...settle(initial),
    update: (change) => set((state) => settle({ ...state, ...change }, state)),
    updatePanel: (index, change) =>
      set((state) => {
        const panels = state.panels.map((panel, i) => (i === index ? { ...panel, ...change } : panel));
        return settle({ ...state, panels }, state);
      }),
    setPanels: (panels, focus = 0) => set((state) => settle({ ...state, panels, focus, pinned: null, hovered: null }, state)),
  }));
}
