import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { contextOf, createPlayback, createPlayhead, positionAt, type MovablePlayhead, type Playback } from '../../../src/state/view/playback.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fakeClock.ts';

const contexts = [10, 20, 40, 80];
const panel = { recordingId: 'ring', layer: null, axes: [0, 1, 2] } as const;
let view: ViewStore;
let clock: FakeClock;
let playback: Playback;
let playhead: MovablePlayhead;
let reduced: boolean;
let open: readonly number[];

beforeEach(() => {
  reduced = false;
  open = contexts;
  view = createViewStore({ ...defaultView, panels: [panel, { ...panel, recordingId: 'grid' }], speed: 1 });
  clock = createFakeClock();
  playhead = createPlayhead(view);
  playback = createPlayback({ view, playhead, contexts: () => open, clock, reducedMotion: () => reduced });
});

const cursor = () => playhead.context();
const playing = () => view.getState().playing;

/** Repaints every 100 ms. */
function run(milliseconds: number): (number | null)[] {
  const seen = [];
  for (let time = 0; time < milliseconds; time += 100) {
    clock.advance(100);
    seen.push(cursor());
  }
  return seen;
}

describe('playing', () => {
  it('starts over from the first context when it stands at the last', () => {
    playback.play();
    expect(cursor()).toBe(10);
  });

  it('moves by `speed` frames a second, whatever their lengths in tokens', () => {
    playback.seek(10);
    playback.play();
    clock.advance(0);
    run(1000);
    expect(cursor()).toBeCloseTo(20, 9);
    run(1500);
    expect(cursor()).toBeCloseTo(60, 9);
    view.getState().update({ speed: 0.5 });
    run(500);
    expect(cursor()).toBeCloseTo(70, 9);
  });

  it('stops at the last context and leaves nothing waiting', () => {
    playback.play();
    run(4000);
    expect([playing(), cursor(), clock.pending()]).toEqual([false, null, 0]);
  });

  it('passes between frames evenly on a log scale with log spacing', () => {
    view.getState().update({ spacing: 'log', cursor: 20 });
    playback.play();
    clock.advance(0);
    run(500);
    expect(cursor()).toBeCloseTo(20 * Math.SQRT2, 9);
  });

  it('shows recorded contexts only, at the same pace, when motion is reduced', () => {
    reduced = true;
    playback.seek(10);
    playback.play();
    clock.advance(0);
    const seen = run(3500);
    expect(new Set(seen)).toEqual(new Set([10, 20, 40, null]));
    expect(seen.indexOf(20)).toBe(9);
  });

  it('goes on where it was after the page was hidden', () => {
    playback.seek(10);
    playback.play();
    clock.advance(0);
    clock.advance(60_000);
    expect(cursor()!).toBeLessThan(20);
    expect(playing()).toBe(true);
  });

  it('does nothing while no recording is open', () => {
    open = [];
    playback.togglePlay();
    expect([playing(), clock.pending()]).toEqual([false, 0]);
  });
});

describe('while playing, the cursor of the view', () => {
  /** Contexts of the cursor whenever the view changes. */
  function written(): (number | null)[] {
    const seen: (number | null)[] = [];
    view.subscribe((state, before) => {
      if (state.cursor !== before.cursor) seen.push(state.cursor);
    });
    return seen;
  }

  it('joins the playhead once a recorded context and where it ends', () => {
    playback.seek(10);
    const seen = written();
    playback.play();
    clock.advance(0);
    run(4000);
    expect(seen.map((at) => Math.floor(positionAt(contexts, at, 'linear')))).toEqual([1, 2, 3]);
    expect(cursor()).toBeNull();
  });

  it('joins it where the reader pauses, whoever says so', () => {
    playback.seek(10);
    playback.play();
    clock.advance(0);
    run(300);
    playback.pause();
    expect(view.getState().cursor).toBeCloseTo(13, 9);
    playback.play();
    clock.advance(0);
    run(200);
    view.getState().update({ playing: false });
    expect(view.getState().cursor).toBeCloseTo(15, 9);
    expect(cursor()).toBe(view.getState().cursor);
  });
});

describe('the reader takes over', () => {
  beforeEach(() => {
    playback.seek(10);
    playback.play();
    clock.advance(0);
    run(300);
  });

  it.each([
    ['seeking', () => playback.seek(40)],
    ['stepping', () => playback.step(1)],
    ['moving the cursor in the view', () => view.getState().update({ cursor: 40 })],
    ['looking at another recording', () => view.getState().update({ focus: 1 })],
    ['pausing', () => playback.pause()],
  ])('by %s, and playing ends', (_what, act) => {
    act();
    expect(playing()).toBe(false);
    const stands = cursor();
    run(1000);
    expect(cursor()).toBe(stands);
    expect(view.getState().cursor).toBe(stands);
    expect(clock.pending()).toBe(0);
  });

  it('but choices that leave the context alone do not end it', () => {
    view.getState().update({ basis: 'raw', showTrail: true, hovered: { panel: 0, node: 1 } });
    view.getState().updatePanel(0, { layer: 3 });
    expect(playing()).toBe(true);
  });
});

describe('seeking and stepping', () => {
  it('clamps to the recording, stands at the last as "last", and ignores what is no number', () => {
    playback.seek(3);
    expect(cursor()).toBe(10);
    playback.seek(33);
    expect(cursor()).toBe(33);
    playback.seek(NaN);
    expect(cursor()).toBe(33);
    playback.seek(500);
    expect(cursor()).toBeNull();
  });

  it.each([
    [33, 1, 40],
    [33, -1, 20],
    [20, 1, 40],
    [20, -1, 10],
    [20, 0, 20],
    [10, -1, 10],
    [20, 9, null],
    [null, -1, 40],
  ])('from %s by %s frames goes to %s', (from, frames, to) => {
    view.getState().update({ cursor: from });
    playback.step(frames);
    expect(cursor()).toBe(to);
  });

  it('reaches both ends', () => {
    playback.seekFirst();
    expect(cursor()).toBe(10);
    playback.seekLast();
    expect(cursor()).toBeNull();
  });
});

describe('positions on the frames', () => {
  it('and contexts are each other\'s inverse, in either spacing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), fc.constantFrom('linear' as const, 'log' as const), (position, spacing) => {
        expect(positionAt(contexts, contextOf(contexts, position, spacing), spacing)).toBeCloseTo(position, 9);
      }),
      { seed: 4 },
    );
  });
});
