import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHistorySync, JOIN_WITHIN } from '../../../src/state/view/historySync.ts';
import { createPlayback, createPlayhead } from '../../../src/state/view/playback.ts';
import { decodeView, encodeView } from '../../../src/state/view/urlCodec.ts';
import { createViewHistory, STEPS_KEPT, type ViewHistory, changedSteps, snapshotOf } from '../../../src/state/view/viewHistory.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView, type ViewState } from '../../../src/state/view/viewFields.ts';
import { plainPanel } from '../../../src/state/view/panelSpec.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fakeClock.ts';
import { createFakeHistory } from '../../helpers/fakeHistory.ts';

let view: ViewStore;
let clock: FakeClock;
let steps: ViewHistory;

beforeEach(() => {
  view = createViewStore({ ...defaultView, panels: [plainPanel('ring')] });
  clock = createFakeClock();
  steps = createViewHistory({ view, clock });
});

const update = (change: Partial<ViewState>) => view.getState().update(change);
const names = () => steps.store.getState();

/** A choice, and time enough after it that the next is another. */
function choose(change: Partial<ViewState>): void {
  update(change);
  clock.advance(JOIN_WITHIN);
}

function scrub(contexts: readonly number[], pause = 16): void {
  steps.beginGesture();
  for (const cursor of contexts) {
    update({ cursor });
    clock.advance(pause);
  }
  steps.endGesture();
}

describe('a step', () => {
  it('is every choice, taken back and done again in order, each by its name', () => {
    choose({ basis: 'raw' });
    choose({ mode: 'space' });
    view.getState().updatePanel(0, { layer: 9 });
    expect(names()).toEqual({ undo: 'layer', redo: null });
    steps.undo();
    expect(view.getState()).toMatchObject({ basis: 'raw', mode: 'space', panels: [{ layer: null }] });
    expect(names()).toEqual({ undo: 'dimensions', redo: 'layer' });
    steps.undo();
    steps.undo();
    expect(view.getState()).toMatchObject({ basis: 'joint', mode: 'plane' });
    expect(names()).toEqual({ undo: null, redo: 'basis' });
    for (let i = 0; i < 3; i++) steps.redo();
    expect(view.getState()).toMatchObject({ basis: 'raw', mode: 'space', panels: [{ layer: 9 }] });
    expect(names()).toEqual({ undo: 'layer', redo: null });
  });

  it('is one scrub, however long the pointer rests on the way', () => {
    scrub([10, 20, 30, 40], 5000);
    expect(names().undo).toBe('context');
    steps.undo();
    expect(view.getState().cursor).toBeNull();
    expect(names().undo).toBeNull();
    steps.redo();
    expect(view.getState().cursor).toBe(40);
  });

  it('is each of two scrubs, however soon the second follows', () => {
    scrub([10, 20]);
    scrub([30, 40]);
    steps.undo();
    expect(view.getState().cursor).toBe(20);
    steps.undo();
    expect(view.getState().cursor).toBeNull();
  });

  it('is a run of quick changes of the same fields, as a held key makes', () => {
    for (let cursor = 10; cursor < 100; cursor += 10) {
      update({ cursor });
      clock.advance(JOIN_WITHIN / 2);
    }
    clock.advance(JOIN_WITHIN);
    choose({ cursor: 200 });
    steps.undo();
    expect(view.getState().cursor).toBe(90);
    steps.undo();
    expect(view.getState().cursor).toBeNull();
  });

  it('is a command that changes several things at once', () => {
    update({ cursor: null, referenceContext: 30 });
    view.getState().setPanels([plainPanel('grid'), plainPanel('ring')], 1);
    clock.advance(0);
    steps.undo();
    expect(view.getState()).toMatchObject({ referenceContext: null, focus: 0, panels: [{ recordingId: 'ring' }] });
    expect(names().undo).toBeNull();
  });

  it('is a whole stretch of playing', () => {
    const playback = createPlayback({ view, playhead: createPlayhead(view), contexts: () => [10, 20, 30, 40, 50], clock, reducedMotion: () => false });
    choose({ cursor: 10 });
    playback.play();
    for (let i = 0; i < 40; i++) clock.advance(16);
    steps.beginGesture();
    steps.endGesture();
    for (let i = 0; i < 10; i++) clock.advance(16);
    playback.pause();
    expect(names().undo).toBe('playing');
    steps.undo();
    expect(view.getState().cursor).toBe(10);
    steps.undo();
    expect(view.getState().cursor).toBeNull();
    playback.dispose();
  });

  it('is a choice made while playing, with what plays on after it', () => {
    update({ playing: true });
    update({ cursor: 11 });
    clock.advance(16);
    steps.beginGesture();
    update({ basis: 'raw' });
    clock.advance(16);
    steps.endGesture();
    update({ cursor: 15 });
    clock.advance(16);
    update({ cursor: 19 });
    expect(names().undo).toBe('basis');
    steps.undo();
    expect(view.getState()).toMatchObject({ basis: 'joint', cursor: 11, playing: false });
    steps.undo();
    expect(view.getState().cursor).toBeNull();
  });

  it('is nothing that ends where it began', () => {
    scrub([10, 20, 30]);
    steps.beginGesture();
    for (const cursor of [40, 30, 20, 30]) update({ cursor });
    steps.endGesture();
    steps.undo();
    expect(view.getState().cursor).toBeNull();
  });

  it('is no theme, no pointer, no playing and no correction', () => {
    choose({ theme: 'dark' });
    choose({ hovered: { panel: 0, node: 1 }, hoveredContext: 20 });
    choose({ playing: true });
    choose({ playing: false });
    choose({ resets: 1 });
    steps.absorb(() => view.getState().updatePanel(0, { layer: 3 }));
    choose({ mode: 'space' });
    choose({ mode: 'plane', spaceUnavailable: 'No WebGL.' });
    expect(names().undo).toBe('dimensions');
    steps.undo();
    expect(names().undo).toBeNull();
    expect(view.getState()).toMatchObject({ theme: 'dark', panels: [{ layer: 3 }] });
  });

  it('is not what fills an empty page', () => {
    view = createViewStore(defaultView);
    steps = createViewHistory({ view, clock });
    view.getState().setPanels([plainPanel('ring')]);
    expect(names().undo).toBeNull();
  });
});

describe('undo', () => {
  it('forgets what was undone once something else is done', () => {
    choose({ basis: 'raw' });
    steps.undo();
    choose({ mode: 'space' });
    expect(names()).toEqual({ undo: 'dimensions', redo: null });
    steps.redo();
    expect(view.getState().basis).toBe('joint');
  });

  it('does not join what comes after it to what came before', () => {
    choose({ cursor: 10 });
    choose({ cursor: 20 });
    steps.undo();
    update({ cursor: 30 });
    steps.undo();
    expect(view.getState().cursor).toBe(10);
  });

  it('keeps a bounded number of steps', () => {
    for (let i = 1; i <= STEPS_KEPT + 20; i++) choose({ cursor: i });
    let undone = 0;
    while (names().undo !== null) {
      steps.undo();
      undone++;
    }
    expect(undone).toBe(STEPS_KEPT);
  });

  it('brings back every view that was rested on, and redo the last', () => {
    const change = fc.oneof(
      fc.record({ cursor: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ basis: fc.constantFrom('joint', 'raw', 'aligned') }),
      fc.record({ showEdges: fc.boolean() }),
      fc.record({ focus: fc.constantFrom(0, 1) }),
    ) as fc.Arbitrary<Partial<ViewState>>;
    fc.assert(
      fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (gestures) => {
        const store = createViewStore({ ...defaultView, panels: [plainPanel('ring'), plainPanel('grid')] });
        const time = createFakeClock();
        const undoing = createViewHistory({ view: store, clock: time });
        const seen = [snapshotOf(store.getState())];
        for (const changes of gestures) {
          undoing.beginGesture();
          for (const one of changes) {
            store.getState().update(one);
            time.advance(1000);
          }
          undoing.endGesture();
          const now = snapshotOf(store.getState());
          if (changedSteps(seen.at(-1)!, now).length > 0) seen.push(now);
        }
        const last = seen.at(-1)!;
        for (const expected of seen.reverse()) {
          expect(changedSteps(expected, snapshotOf(store.getState()))).toEqual([]);
          undoing.undo();
        }
        expect(undoing.store.getState().undo).toBeNull();
        while (undoing.store.getState().redo !== null) undoing.redo();
        expect(changedSteps(last, snapshotOf(store.getState()))).toEqual([]);
      }),
    );
  });
});

describe('undo beside the browser\'s back', () => {
  function withAddress() {
    const history = createFakeHistory(encodeView(view.getState()));
    const sync = createHistorySync({ view, history, clock, apply: (hash) => steps.named('back or forward', () => update(decodeView(hash).view)) });
    return { history, sync };
  }

  it('writes what it brings back as a new entry: back then shows what was undone', () => {
    const { history } = withAddress();
    choose({ basis: 'raw' });
    steps.undo();
    clock.advance(JOIN_WITHIN);
    expect(decodeView(history.hash()).view.basis).toBe('joint');
    expect(history.entries).toHaveLength(3);
    history.back();
    expect(view.getState().basis).toBe('raw');
    history.back();
    expect(view.getState().basis).toBe('joint');
  });

  it('takes back the browser\'s back like any other step', () => {
    const { history } = withAddress();
    choose({ basis: 'raw' });
    choose({ mode: 'space' });
    history.back();
    expect(view.getState().mode).toBe('plane');
    expect(names().undo).toBe('back or forward');
    steps.undo();
    clock.advance(JOIN_WITHIN);
    expect(view.getState().mode).toBe('space');
    expect(decodeView(history.hash()).view.mode).toBe('space');
    steps.undo();
    expect(view.getState()).toMatchObject({ mode: 'plane', basis: 'raw' });
  });

  it('leaves the address at the view that is shown, whatever is undone and gone back to in turn', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('raw', 'space', 'edges', 'cursor', 'undo', 'redo', 'back', 'forward'), { maxLength: 30 }), (acts) => {
        view = createViewStore({ ...defaultView, panels: [plainPanel('ring')] });
        clock = createFakeClock();
        steps = createViewHistory({ view, clock });
        const { history, sync } = withAddress();
        const state = () => view.getState();
        const does: Record<(typeof acts)[number], () => void> = {
          raw: () => update({ basis: state().basis === 'raw' ? 'joint' : 'raw' }),
          space: () => update({ mode: state().mode === 'space' ? 'plane' : 'space' }),
          edges: () => update({ showEdges: !state().showEdges }),
          cursor: () => update({ cursor: (state().cursor ?? 0) + 10 }),
          undo: steps.undo,
          redo: steps.redo,
          back: () => history.back(),
          forward: () => history.forward(),
        };
        for (const act of acts) {
          does[act]();
          clock.advance(1000);
          expect(history.hash()).toBe(encodeView(state()));
        }
        sync.dispose();
        steps.dispose();
      }),
    );
  });
});
