import { describe, expect, it } from 'vitest';
import { decodeView, encodeView } from '../../../src/state/view/urlCodec.ts';
import { ANALYSIS_FIELDS, defaultView, EVIDENCE_FIELDS, STEP_FIELDS, viewFields } from '../../../src/state/view/viewFields.ts';

describe('the table of view fields', () => {
  const named = viewFields.flatMap(([key, { address }]) => (address === null ? [] : [{ key, ...address }]));

  it('gives every address name once', () => {
    expect(new Set(named.map(({ name }) => name)).size).toBe(named.length);
  });

  it('reads every default as it is written, unless what is written is empty and so never stands there', () => {
    for (const { key, write, read } of named) {
      const text = write(defaultView[key]);
      if (text !== '') expect(read(text), key).toEqual(defaultView[key]);
    }
  });

  it('says what each change makes out of date: the evidence follows whatever the analysis does', () => {
    expect(EVIDENCE_FIELDS).toEqual(expect.arrayContaining([...ANALYSIS_FIELDS]));
    expect(ANALYSIS_FIELDS).toEqual(['panels', 'mode', 'window', 'weighting', 'basis', 'referenceContext']);
  });

  it('counts as steps only what an address can bring back', () => {
    const inAddress = named.map(({ key }) => key);
    expect(inAddress).toEqual(expect.arrayContaining([...STEP_FIELDS]));
  });
});

describe('addresses of the last release', () => {
  /** As that release wrote it, every field off its default. */
  const EARLIER =
    '#v=1&p=gemma3-270m-grid4x4-a:15:3.4.5,gemma3-270m-ring12-a&f=2&mode=space&w=last50&weight=segments&b=raw&ref=300&flip=xz&c=120.5&sync=tokens-per-node&spacing=log&speed=8&colour=tokens&edges=0&labels=0&trail=1&graphs=calendar,mine&tab=controls&relabel=199&seed=7&curves=0.12.15&scaling=knee&null=1&overlay=ring&pin=1.3&theme=dark';

  it('open in full', () => {
    const { view, problems } = decodeView(EARLIER);
    expect(problems).toEqual([]);
    expect(view).toMatchObject({
      panels: [{ recordingId: 'gemma3-270m-grid4x4-a', layer: 15, axes: [2, 3, 4] }, { recordingId: 'gemma3-270m-ring12-a', layer: null }],
      focus: 1, mode: 'space', window: { kind: 'last', tokens: 50 }, weighting: 'segments', basis: 'raw', referenceContext: 300,
      flips: [true, false, true], cursor: 120.5, sync: 'tokens-per-node', spacing: 'log', speed: 8, colour: 'tokens',
      showEdges: false, showLabels: false, showTrail: true, references: ['calendar', 'mine'], permutations: 199, seed: 7,
      curveLayers: [0, 12, 15], scalingChoices: { kind: 'knee' }, ghostPanel: true, overlayGraph: 'ring', pinned: { panel: 0, node: 3 }, theme: 'dark',
    });
  });

  it('name the tab of nulls as it was called then', () => {
    expect(decodeView(EARLIER).view.tab).toBe('nulls');
    expect(encodeView({ ...defaultView, tab: 'nulls' })).toBe('#v=1&tab=nulls');
  });
});
