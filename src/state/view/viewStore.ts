/** The view as a store: the fields of viewFields.ts, and the invariants that hold between them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { MAX_PANELS, type NodeRef, type PanelSpec } from './panelSpec.ts';
import { defaultView, type ViewState } from './viewFields.ts';

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

function settle(state: ViewState, before: ViewState = state): ViewState {
  const panels = state.panels.slice(0, MAX_PANELS);
  const focus = Math.max(0, Math.min(state.focus, panels.length - 1));
  const inRange = (ref: NodeRef | null) => (ref !== null && ref.panel < panels.length ? ref : null);
  const sameTimeline = state.stage === before.stage && state.panels === before.panels && focus === before.focus;
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
