/** The draft on the canvas, with undo and redo of its own. A drag of a node, or a run of typing, is one step. */
import { useReducer } from 'react';
import type { DraftGraph } from '../../state/graphs/draftGraph.ts';

/** Steps kept. */
const KEPT = 100;

export interface DraftHistory {
  readonly present: DraftGraph;
  readonly past: readonly DraftGraph[];
  readonly future: readonly DraftGraph[];
  /** Changes of the same name join the last step until another follows; null: none may join. */
  readonly joining: string | null;
}

export type DraftAction =
  | { readonly kind: 'change'; readonly to: DraftGraph; /** Joins the last step of this name. */ readonly join?: string }
  | { readonly kind: 'rest' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'start'; readonly draft: DraftGraph };

export function startedDraft(draft: DraftGraph): DraftHistory {
  return { present: draft, past: [], future: [], joining: null };
}

export function draftReducer(state: DraftHistory, action: DraftAction): DraftHistory {
  const { present, past, future, joining } = state;
  switch (action.kind) {
    case 'start':
      return startedDraft(action.draft);
    case 'rest':
      return { ...state, joining: null };
    case 'change': {
      if (action.to === present) return state;
      const joins = action.join !== undefined && action.join === joining;
      return { present: action.to, past: joins ? past : [...past, present].slice(-KEPT), future: [], joining: action.join ?? null };
    }
    case 'undo': {
      const before = past.at(-1);
      return before === undefined ? state : { present: before, past: past.slice(0, -1), future: [present, ...future], joining: null };
    }
    case 'redo': {
      const [after, ...later] = future;
      return after === undefined ? state : { present: after, past: [...past, present], future: later, joining: null };
    }
  }
}

export function useDraft(first: () => DraftHistory): readonly [DraftHistory, (action: DraftAction) => void] {
  return useReducer(draftReducer, null, first);
}
