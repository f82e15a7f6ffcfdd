import { beforeEach, describe, expect, it } from 'vitest';
import { createHistorySync, JOIN_WITHIN, REPLACE_DELAY } from '../../../src/state/view/historySync.ts';
import { decodeView, encodeView } from '../../../src/state/view/urlCodec.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fakeClock.ts';
import { createFakeHistory, type FakeHistory } from '../../helpers/fakeHistory.ts';

let view: ViewStore;
let clock: FakeClock;
let history: FakeHistory;
let applied: string[];

beforeEach(() => {
  view = createViewStore({ ...defaultView, panels: [{ recordingId: 'ring', layer: null, axes: [0, 1, 2] }] });
  clock = createFakeClock();
  history = createFakeHistory(encodeView(view.getState()));
  applied = [];
  createHistorySync({
    view,
    history,
    clock,
    apply: (hash) => {
      applied.push(hash);
      view.getState().update(decodeView(hash).view);
    },
  });
});

const update = (change: Parameters<ReturnType<ViewStore['getState']>['update']>[0]) => view.getState().update(change);

function choose(change: Parameters<typeof update>[0]): void {
  update(change);
  clock.advance(JOIN_WITHIN);
}

describe('the history', () => {
  it('gets an entry for every choice', () => {
    choose({ basis: 'raw' });
    choose({ mode: 'space' });
    expect(history.entries).toHaveLength(3);
    expect(decodeView(history.hash()).view).toMatchObject({ basis: 'raw', mode: 'space' });
  });

  it('gets one entry for a command that changes several things at once', () => {
    update({ basis: 'raw' });
    view.getState().setPanels([{ recordingId: 'grid', layer: 3, axes: [0, 1, 2] }]);
    update({ cursor: null });
    clock.advance(0);
    expect(history.entries).toHaveLength(2);
  });

  it('gets no entry while the context moves: the present one is replaced once it rests', () => {
    for (let cursor = 10; cursor < 300; cursor += 10) {
      update({ cursor });
      clock.advance(16);
    }
    const before = history.hash();
    clock.advance(REPLACE_DELAY);
    expect(before).not.toContain('c=');
    expect(history.entries).toHaveLength(1);
    expect(decodeView(history.hash()).view.cursor).toBe(290);
  });

  it('is left alone while playing and written when playing ends', () => {
    update({ playing: true });
    update({ cursor: 33 });
    clock.advance(10_000);
    expect(history.hash()).not.toContain('c=');
    update({ playing: false });
    clock.advance(REPLACE_DELAY);
    expect(history.hash()).toContain('c=33');
  });

  it('joins a slider\'s quick choices into one entry', () => {
    for (let tokens = 60; tokens < 100; tokens += 10) {
      update({ window: { kind: 'last', tokens } });
      clock.advance(100);
    }
    expect(history.entries).toHaveLength(2);
    expect(decodeView(history.hash()).view.window).toEqual({ kind: 'last', tokens: 90 });
  });

  it('has no two equal entries in a row, however quickly a choice is undone: each back shows another view', () => {
    const bases = ['raw', 'joint', 'raw', 'reference', 'raw'] as const;
    for (const basis of bases) {
      update({ basis });
      clock.advance(100);
      history.entries.slice(1).forEach((entry, i) => expect(entry).not.toBe(history.entries[i]));
    }
    expect(view.getState().basis).toBe('raw');
    history.back();
    expect(view.getState().basis).not.toBe('raw');
  });

  it('gets no entry for 3D giving way, which going back would only repeat', () => {
    choose({ mode: 'space' });
    choose({ mode: 'plane', spaceUnavailable: 'No WebGL.' });
    expect(history.entries).toHaveLength(2);
    choose({ basis: 'raw' });
    expect(history.entries).toHaveLength(2);
    expect(history.entries.some((entry) => entry.includes('mode=space'))).toBe(false);
    history.back();
    expect(view.getState().basis).toBe('joint');
  });

  it('keeps what the address asks for while there is nothing to show', () => {
    const asked = history.hash();
    update({ panels: [] });
    update({ basis: 'raw', cursor: 50 });
    clock.advance(5000);
    expect(history.entries).toEqual([asked]);
  });

  it('does not join choices of different things', () => {
    update({ basis: 'raw' });
    clock.advance(10);
    update({ spacing: 'log' });
    clock.advance(10);
    expect(history.entries).toHaveLength(3);
  });
});

describe('going back and forward', () => {
  it('shows each earlier choice again and writes nothing by itself', () => {
    choose({ basis: 'raw' });
    choose({ basis: 'aligned' });
    const entries = [...history.entries];
    history.back();
    clock.advance(5000);
    expect(view.getState().basis).toBe('raw');
    history.back();
    expect(view.getState().basis).toBe('joint');
    history.forward();
    clock.advance(5000);
    expect(view.getState().basis).toBe('raw');
    expect(history.entries).toEqual(entries);
  });

  it('applies one navigation once, though the browser announces it twice', () => {
    choose({ basis: 'raw' });
    history.back();
    expect(applied).toHaveLength(1);
  });

  it('cuts off what lay ahead when the reader chooses anew', () => {
    choose({ basis: 'raw' });
    history.back();
    choose({ mode: 'space' });
    expect(history.entries).toHaveLength(2);
    expect(decodeView(history.hash()).view).toMatchObject({ basis: 'joint', mode: 'space' });
  });

  it('takes an address the reader edits', () => {
    history.type('#v=1&p=grid:3&b=raw');
    expect(view.getState()).toMatchObject({ basis: 'raw', panels: [{ recordingId: 'grid', layer: 3 }] });
  });

  it('drops a write that was waiting when the reader navigates', () => {
    choose({ basis: 'raw' });
    update({ cursor: 55 });
    history.back();
    clock.advance(5000);
    expect(history.entries.some((hash) => hash.includes('c=55'))).toBe(false);
  });
});
