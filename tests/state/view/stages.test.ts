import { describe, expect, it } from 'vitest';
import { createPlayback, createPlayhead } from '../../../src/state/view/playback.ts';
import { axisOf, placeOf, spacingOf } from '../../../src/state/view/stages.ts';
import { createViewHistory } from '../../../src/state/view/viewHistory.ts';
import { createViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { createFakeClock } from '../../helpers/fakeClock.ts';

const panel = { recordingId: 'ring', layer: null, axes: [0, 1, 2] } as const;
const stops = { context: [10, 20, 40], exposures: [0, 1, 2, 4, 8] };

function explored() {
  const view = createViewStore({ ...defaultView, panels: [panel], stage: 'weights', speed: 1 });
  const clock = createFakeClock();
  const playhead = createPlayhead(view);
  const history = createViewHistory({ view, clock });
  const playback = createPlayback({ view, playhead, contexts: () => (view.getState().stage === 'weights' ? stops.exposures : stops.context), clock, reducedMotion: () => false });
  return { view, clock, playhead, history, playback };
}

describe('the axis of a stage', () => {
  it('has a place of its own, which the other leaves alone', () => {
    const { view, playback, playhead } = explored();
    playback.seek(2);
    expect(view.getState()).toMatchObject({ exposure: 2, cursor: null });
    view.getState().update({ stage: 'context' });
    expect(playhead.context()).toBeNull();
    playback.seek(20);
    expect(view.getState()).toMatchObject({ exposure: 2, cursor: 20 });
    view.getState().update({ stage: 'weights' });
    expect(playhead.context()).toBe(2);
  });

  it('begins at no exposure, and is spaced by the logarithm of one more', () => {
    const { view, clock, playback, playhead } = explored();
    expect(spacingOf(view.getState())).toBe('log');
    expect(axisOf(view.getState()).offset).toBe(1);
    playback.seekFirst();
    expect(placeOf(view.getState())).toBe(0);
    playback.play();
    for (let repaint = 0; repaint < 6; repaint++) clock.advance(250);
    // Repaints at 0, 250, ... 1250 ms: one step and a quarter at one a second.
    expect(playhead.context()).toBeCloseTo((1 + 1) * (3 / 2) ** 0.25 - 1, 9);
  });

  it('is played as one step of undo, which brings the place back', () => {
    const { view, clock, playback, history } = explored();
    playback.seekFirst();
    clock.advance(1000);
    playback.play();
    for (let repaint = 0; repaint < 40; repaint++) clock.advance(250);
    expect(view.getState()).toMatchObject({ exposure: null, playing: false });
    expect(history.store.getState().undo).toBe('playing');
    history.undo();
    expect(view.getState().exposure).toBe(0);
  });
});
