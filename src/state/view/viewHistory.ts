/**
 * Undo and redo of the view. What the reader does in one go is one step: all that changes in one turn of the event loop,
 * all that one gesture changes, quick changes of the same fields, and what playing moves. A step that ends where it
 * began is none. Which fields count is in viewFields.ts; how undo and the browser's back go together, in docs/decisions.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '../base/clock.ts';
import { JOIN_WITHIN } from './historySync.ts';
import { PLACE_FIELDS } from './stages.ts';
import { STEP_FIELDS, VIEW_FIELDS, type ViewKey, type ViewState } from './viewFields.ts';
import type { ViewStore } from './viewStore.ts';

/** The part of the view that undo brings back. */
export type ViewSnapshot = Partial<ViewState>;

export function snapshotOf(view: ViewState): ViewSnapshot {
  return Object.fromEntries(STEP_FIELDS.map((field) => [field, view[field]]));
}

/** Fields by value: a store may hand out equal panels in a new list. */
export function changedSteps(before: ViewSnapshot, after: ViewSnapshot): readonly ViewKey[] {
  return STEP_FIELDS.filter((field) => before[field] !== after[field] && JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** The first field that changed gives a step its name. */
function stepName(before: ViewSnapshot, after: ViewSnapshot): string {
  const [first] = changedSteps(before, after);
  if (first === undefined) return 'nothing';
  const { step } = VIEW_FIELDS[first];
  return typeof step === 'function' ? (step as (before: unknown, after: unknown) => string)(before[first], after[first]) : step!;
}

/** Steps kept. One is a few hundred bytes. */
export const STEPS_KEPT = 200;

export interface ViewHistoryState {
  /** Name of the step that undo takes back, e.g. `layer`; null: there is none. */
  readonly undo: string | null;
  readonly redo: string | null;
}

export type ViewHistoryStore = StoreApi<ViewHistoryState>;

export interface ViewHistory {
  readonly store: ViewHistoryStore;
  /** Both pause playback. */
  readonly undo: () => void;
  readonly redo: () => void;
  /** A press begins: what changes until `endGesture` is one step, and what changes after is another. */
  readonly beginGesture: () => void;
  readonly endGesture: () => void;
  /** What `change` does to the view is one step of this name, whatever came just before. */
  readonly named: (name: string, change: () => void) => void;
  /** What `change` does to the view corrects what is shown and is no step of the reader's. */
  readonly absorb: (change: () => void) => void;
  readonly dispose: () => void;
}

interface Step {
  readonly before: ViewSnapshot;
  readonly name: string;
}

/** The step that later changes may still join. */
interface OpenStep {
  readonly fields: string;
  readonly at: number;
  readonly sameTurn: boolean;
}

export function createViewHistory({ view, clock }: { readonly view: ViewStore; readonly clock: Clock }): ViewHistory {
  const store: ViewHistoryStore = createStore<ViewHistoryState>()(() => ({ undo: null, redo: null }));
  const past: Step[] = [];
  const future: { readonly after: ViewSnapshot; readonly name: string }[] = [];
  let present = snapshotOf(view.getState());
  let unavailable = view.getState().spaceUnavailable;
  let open: OpenStep | null = null;
  let gesture = false;
  /** The step that is being played, or was made while playing. */
  let played: Step | null = null;
  let forcedName: string | null = null;
  let absorbing = false;
  let cancelTurn: (() => void) | null = null;

  function tell(): void {
    store.setState({ undo: past.at(-1)?.name ?? null, redo: future.at(-1)?.name ?? null });
  }

  function seal(): void {
    open = null;
  }

  function openFor(fields: string): void {
    open = { fields, at: clock.now(), sameTurn: true };
    cancelTurn?.();
    cancelTurn = clock.after(0, () => {
      if (open !== null) open = { ...open, sameTurn: false };
    });
  }

  function joinsTop(fields: string, playing: boolean): boolean {
    const top = past.at(-1);
    if (top === undefined) return false;
    if (playing && PLACE_FIELDS.includes(fields) && top === played) return true;
    if (open === null) return false;
    return open.sameTurn || gesture || (fields === open.fields && clock.now() - open.at < JOIN_WITHIN);
  }

  function record(now: ViewSnapshot, changed: readonly string[], playing: boolean): void {
    const fields = changed.join();
    const top = joinsTop(fields, playing) ? past.pop()! : null;
    const before = top?.before ?? present;
    future.length = 0;
    if (changedSteps(before, now).length === 0) {
      seal();
      return;
    }
    const moved = playing && PLACE_FIELDS.includes(fields) ? 'playing' : stepName(before, now);
    const step = { before, name: forcedName ?? (top !== null && top === played ? top.name : moved) };
    past.push(step);
    if (past.length > STEPS_KEPT) past.shift();
    played = playing ? step : null;
    openFor(fields);
  }

  function onChange(): void {
    const state = view.getState();
    const now = snapshotOf(state);
    const changed = changedSteps(present, now);
    // That 3D gave way is no choice.
    const gaveWay = state.spaceUnavailable !== null && unavailable === null;
    unavailable = state.spaceUnavailable;
    if (!state.playing) played = null;
    if (changed.length === 0) return;
    const shown = (present.panels?.length ?? 0) > 0;
    if (shown && !absorbing && !gaveWay) record(now, changed, state.playing);
    present = now;
    tell();
  }

  function restore(snapshot: ViewSnapshot): void {
    absorbing = true;
    view.getState().update({ ...snapshot, playing: false });
    absorbing = false;
    seal();
    played = null;
    tell();
  }

  const unsubscribe = view.subscribe(onChange);

  return {
    store,
    undo() {
      const step = past.pop();
      if (step === undefined) return;
      future.push({ after: present, name: step.name });
      restore(step.before);
    },
    redo() {
      const step = future.pop();
      if (step === undefined) return;
      past.push({ before: present, name: step.name });
      restore(step.after);
    },
    beginGesture() {
      gesture = true;
      seal();
    },
    endGesture() {
      if (!gesture) return;
      gesture = false;
      seal();
    },
    named(name, change) {
      seal();
      forcedName = name;
      change();
      forcedName = null;
      seal();
    },
    absorb(change) {
      absorbing = true;
      change();
      absorbing = false;
    },
    dispose() {
      unsubscribe();
      cancelTurn?.();
    },
  };
}
