import { describe, expect, it } from 'vitest';
import { createPlayhead } from '../../../src/state/view/playback.ts';
import { createViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';

describe('the playhead', () => {
  it('stands at the cursor and follows it', () => {
    const view = createViewStore({ ...defaultView, cursor: 40 });
    const playhead = createPlayhead(view);
    expect(playhead.context()).toBe(40);
    view.getState().update({ cursor: null });
    expect(playhead.context()).toBeNull();
    playhead.dispose();
    view.getState().update({ cursor: 10 });
    expect(playhead.context()).toBeNull();
  });

  it('tells of every move once, leaves the view alone, and can be let go', () => {
    const view = createViewStore(defaultView);
    const playhead = createPlayhead(view);
    const told: (number | null)[] = [];
    const stop = playhead.subscribe(() => told.push(playhead.context()));
    playhead.moveTo(12.5);
    playhead.moveTo(12.5);
    view.getState().update({ cursor: 12.5 });
    view.getState().update({ speed: 2 });
    expect(told).toEqual([12.5]);
    stop();
    playhead.moveTo(13);
    expect(told).toEqual([12.5]);
    expect(view.getState().cursor).toBe(12.5);
  });
});
