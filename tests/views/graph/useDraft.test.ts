import { describe, expect, it } from 'vitest';
import { emptyDraft, moveNode, toggleEdge, type DraftGraph } from '../../../src/state/graphs/draftGraph.ts';
import { draftReducer, startedDraft, type DraftAction, type DraftHistory } from '../../../src/views/graph/useDraft.ts';

const first = emptyDraft(['a', 'b', 'c']);
const run = (actions: readonly (DraftAction | ((draft: DraftGraph) => DraftAction))[]): DraftHistory =>
  actions.reduce<DraftHistory>((state, action) => draftReducer(state, typeof action === 'function' ? action(state.present) : action), startedDraft(first));
const edge = (from: number, to: number) => (draft: DraftGraph): DraftAction => ({ kind: 'change', to: toggleEdge(draft, from, to) });
const move = (x: number) => (draft: DraftGraph): DraftAction => ({ kind: 'change', to: moveNode(draft, 0, [x, 0]), join: 'move 0' });
const undo: DraftAction = { kind: 'undo' };

describe('undo in the editor', () => {
  it('takes back edges one by one and does them again', () => {
    expect(run([edge(0, 1), edge(1, 2), undo]).present.edges).toEqual([[0, 1]]);
    expect(run([edge(0, 1), undo, undo]).present).toBe(first);
    expect(run([edge(0, 1), edge(1, 2), undo, undo, { kind: 'redo' }]).present.edges).toEqual([[0, 1]]);
  });

  it('takes a drag as one step, and the next drag of the same node as another', () => {
    const drag = [move(0.1), move(0.2), move(0.3), { kind: 'rest' } as const];
    expect(run([...drag, undo]).present).toBe(first);
    expect(run([...drag, move(0.5), move(0.6), undo]).present.layout[0]).toEqual([0.3, 0]);
  });

  it('makes no step of what changes nothing, and forgets what was undone after a change', () => {
    expect(run([edge(1, 1)]).past).toEqual([]);
    expect(run([edge(0, 1), undo, edge(1, 2)]).future).toEqual([]);
  });

  it('begins anew with another graph', () => {
    expect(run([edge(0, 1), { kind: 'start', draft: first }])).toEqual(startedDraft(first));
  });
});
