import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSavedView, SAVED_VIEW_FORMAT, writeSavedView, type SavedRecording } from '../../../src/state/share/savedView.ts';
import { isSavedView, MAX_SAVED_VIEW } from '../../../src/state/share/savedViewFile.ts';
import { defaultView, type ViewState } from '../../../src/state/view/viewFields.ts';
import { plainPanel } from '../../../src/state/view/panelSpec.ts';
import { customGraph } from '../../helpers/customGraph.ts';

const ring: SavedRecording = { id: 'ring', name: 'ring.safetensors', bytes: 1000, sha256: 'ab'.repeat(32), title: 'Ring <b>of</b> 8', model: 'gemma' };
const view: ViewState = { ...defaultView, panels: [{ ...plainPanel('ring'), layer: 3 }], basis: 'raw', cursor: 40 };
const created = new Date('2026-01-31T10:00:00Z');
const written = writeSavedView({ view, recordings: [ring] }, created);
const edited = (change: (file: Record<string, unknown>) => void): string => {
  const file = JSON.parse(written) as Record<string, unknown>;
  change(file);
  return JSON.stringify(file);
};
const failureOf = (json: string) => {
  const reading = readSavedView(json, 'my.contextscope.json');
  if (reading.ok) throw new Error('was read');
  return reading.failure;
};

describe('a saved view', () => {
  it('comes back as it was saved, drawn graphs of any size with it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(customGraph, { maxLength: 8, selector: ({ id }) => id }), (customGraphs) => {
        const state = { ...view, customGraphs };
        const reading = readSavedView(writeSavedView({ view: state, recordings: [ring] }, created), 'f');
        expect(reading).toEqual({ ok: true, saved: { view: state, recordings: [ring] } });
      }),
      { numRuns: 25 },
    );
  });

  it('says in plain JSON what it is, what made it and when', () => {
    expect(JSON.parse(written)).toMatchObject({
      format: SAVED_VIEW_FORMAT,
      software: expect.stringMatching(/^contextscope \d/) as string,
      created: '2026-01-31T10:00:00.000Z',
      view: '#v=1&p=ring:3:1.2.3&b=raw&c=40',
      recordings: [ring],
      graphs: [],
    });
  });

  it('does not carry the theme of whoever saved it', () => {
    expect(writeSavedView({ view: { ...view, theme: 'dark' }, recordings: [ring] }, created)).toBe(written);
  });

  it('is told from other JSON by its content', () => {
    expect(isSavedView(written)).toBe(true);
    expect(isSavedView(`\uFEFF${written}`)).toBe(true);
    expect(isSavedView(JSON.stringify({ format: 'contextscope-view/9' }))).toBe(true);
    for (const other of ['', '[]', '{}', '{"format": "contextscope-catalog/1"}', '{"nodes": 3, "edges": []}', '"contextscope-view/1"']) {
      expect(isSavedView(other)).toBe(false);
    }
  });
});

describe('a saved view that is not sound', () => {
  it.each([
    ['another version', 'unknown-version', edited((file) => (file['format'] = 'contextscope-view/2'))],
    ['no JSON', 'wrong-format', written.slice(0, 200)],
    ['an unknown field', 'invalid', edited((file) => (file['script'] = 'alert(1)'))],
    ['a prototype', 'invalid', written.replace('"created"', '"__proto__": {}, "created"')],
    ['a field given twice', 'invalid', written.replace('"created"', '"view": "#v=1&p=other", "created"')],
    ['a hash that is none', 'invalid', written.replace(ring.sha256, 'xyz')],
    ['a negative size', 'invalid', written.replace('1000', '-1')],
    ['a view that is not readable', 'invalid', edited((file) => (file['view'] = '#v=1&p=ring&w=nonsense'))],
    ['a view of another version', 'invalid', edited((file) => (file['view'] = '#v=7&p=ring'))],
    ['no panel', 'invalid', edited((file) => (file['view'] = '#v=1'))],
    ['a panel without its recording', 'invalid', edited((file) => (file['view'] = '#v=1&p=ring,grid'))],
    ['no recording', 'invalid', edited((file) => (file['recordings'] = []))],
    ['a graph that is not sound', 'invalid', edited((file) => (file['graphs'] = [{ id: 'custom:a', title: 'A', directed: false, nodes: 3, words: '00000000', edges: [[2, 1]], layout: null }]))],
    ['a graph with the id of a recorded one', 'invalid', edited((file) => (file['graphs'] = [{ id: 'ring', title: 'A', directed: false, nodes: 3, words: '00000000', edges: [], layout: null }]))],
    ['too much text', 'too-large', `${written}${' '.repeat(MAX_SAVED_VIEW)}`],
  ])('is refused with a reason: %s', (_, code, json) => {
    const failure = failureOf(json);
    expect(failure.code).toBe(code);
    expect(failure.file).toBe('my.contextscope.json');
    expect(failure.message.length).toBeGreaterThan(10);
    expect(failure.message.length).toBeLessThan(400);
    expect(failure.remedy).not.toBe('');
  });

  it('never throws, whatever was changed in it', () => {
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.string({ maxLength: 5 }), fc.nat(10), (at, text, cut) => {
        const reading = readSavedView(written.slice(0, at) + text + written.slice(at + cut), 'f');
        if (!reading.ok) expect(reading.failure.message).not.toBe('');
        else expect(reading.saved.view.panels.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
