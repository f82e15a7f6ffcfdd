import { describe, expect, it } from 'vitest';
import { createOpenings } from '../../../src/state/opening/openings.ts';

const question = { message: 'It is large.', hint: 'Really.', accept: 'Download' };

describe('an opening', () => {
  it('is listed with its progress until it ends', () => {
    const openings = createOpenings();
    const track = openings.begin({ name: 'a' });
    expect(openings.store.getState().openings).toMatchObject([{ name: 'a', started: false, progress: null, question: null }]);
    track.progress({ what: 'reading', done: 1, total: 2 });
    expect(openings.store.getState().openings).toMatchObject([{ started: true, progress: { done: 1, total: 2 } }]);
    track.end();
    expect(openings.store.getState().openings).toEqual([]);
  });

  it.each([
    ['accept', true],
    ['cancel', false],
  ] as const)('gets the reader’s answer to what it asks: %s', async (act, yes) => {
    const openings = createOpenings();
    const track = openings.begin({ name: 'a' });
    const answer = track.ask(question);
    const { id, question: asked } = openings.store.getState().openings[0]!;
    expect(asked).toEqual(question);
    openings[act](id);
    expect(await answer).toBe(yes);
    expect(track.signal.aborted).toBe(!yes);
    expect(openings.store.getState().openings[0]!.question).toBeNull();
  });

  it('gets a no when it ends, is cancelled before it asks, or the page goes', async () => {
    const openings = createOpenings();
    const tracks = ['a', 'b', 'c'].map((name) => openings.begin({ name }));
    const ended = tracks[0]!.ask(question);
    tracks[0]!.end();
    openings.cancel(2);
    const late = tracks[1]!.ask(question);
    const gone = tracks[2]!.ask(question);
    openings.dispose();
    expect(await Promise.all([ended, late, gone])).toEqual([false, false, false]);
  });

  it('of a panel is listed only while it asks, and not once no one waits for it', async () => {
    const openings = createOpenings();
    const controller = new AbortController();
    const answer = openings.askFor({ kind: 'url', url: 'http://data.example/x', name: 'x', expectedBytes: null }, controller.signal)(question);
    expect(openings.store.getState().openings).toMatchObject([{ name: 'x', host: 'data.example' }]);
    controller.abort();
    expect(await answer).toBe(false);
    expect(openings.store.getState().openings).toEqual([]);
  });
});
