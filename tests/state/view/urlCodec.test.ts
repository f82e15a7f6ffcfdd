import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERMUTATION_CHOICES, SCALING_KINDS } from '../../../src/state/evidence/evidenceChoices.ts';
import { EVIDENCE_TABS } from '../../../src/state/evidence/evidenceTypes.ts';
import { decodeView, encodeView } from '../../../src/state/view/urlCodec.ts';
import { defaultView, type ViewState } from '../../../src/state/view/viewFields.ts';
import { NEWS_FACETS, NEWS_MEASURES, NEWS_SHARES, NEWS_VIEWS } from '../../../src/state/view/newsFields.ts';
import { STAGE_NAMES } from '../../../src/state/view/stages.ts';
import { MAX_PANELS, type Axes, type PanelSpec } from '../../../src/state/view/panelSpec.ts';
import { customGraph } from '../../helpers/customGraph.ts';

const tokens = fc.integer({ min: 0, max: 1_000_000 }).map((hundredths) => hundredths / 100);
const axes = fc.uniqueArray(fc.nat(9), { minLength: 3, maxLength: 3 }).map((list) => list as unknown as Axes);
const panel: fc.Arbitrary<PanelSpec> = fc.record({
  recordingId: fc.string({ minLength: 1, unit: 'grapheme' }),
  layer: fc.option(fc.nat(200)),
  axes,
});
const wholes = (least: number) => fc.uniqueArray(fc.integer({ min: least, max: 400 }), { maxLength: 6 }).map((list) => list.sort((a, b) => a - b));
const hundredths = (most: number) => fc.integer({ min: 0, max: 100 * most }).map((value) => value / 100);
const id = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
const view: fc.Arbitrary<ViewState> = fc.array(panel, { minLength: 1, maxLength: MAX_PANELS }).chain((panels) =>
  fc.record({
    panels: fc.constant(panels),
    focus: fc.nat(panels.length - 1),
    mode: fc.constantFrom('plane', 'space'),
    window: fc.oneof(
      fc.record({ kind: fc.constant('last' as const), tokens: fc.integer({ min: 1, max: 100_000 }) }),
      fc.constantFrom({ kind: 'half' as const }, { kind: 'all' as const }),
    ),
    weighting: fc.constantFrom('tokens', 'segments'),
    basis: fc.constantFrom('joint', 'reference', 'aligned', 'raw'),
    referenceContext: fc.option(tokens),
    flips: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    cursor: fc.option(tokens),
    sync: fc.constantFrom('tokens', 'tokens-per-node'),
    spacing: fc.constantFrom('linear', 'log'),
    speed: fc.constantFrom(0.25, 0.5, 1, 2, 4, 8, 16, 30),
    advanced: fc.boolean(),
    playing: fc.constant(false),
    colour: fc.constantFrom('position', 'tokens'),
    showEdges: fc.boolean(),
    showLabels: fc.boolean(),
    showTrail: fc.boolean(),
    references: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 }),
    customGraphs: fc.uniqueArray(customGraph, { maxLength: 2, selector: ({ id }) => id }),
    tab: fc.constantFrom(...EVIDENCE_TABS),
    permutations: fc.constantFrom(...PERMUTATION_CHOICES),
    seed: fc.nat(2 ** 32 - 1),
    curveLayers: wholes(0),
    scalingChoices: fc.record({ kind: fc.constantFrom(...SCALING_KINDS), level: hundredths(1), energyLevel: hundredths(2), dropped: wholes(2) }),
    ghostPanel: fc.boolean(),
    overlayGraph: fc.option(fc.string({ minLength: 1, maxLength: 20 })),
    pinned: fc.option(fc.record({ panel: fc.nat(panels.length - 1), node: fc.nat(500) })),
    hovered: fc.constant(null),
    hoveredContext: fc.constant(null),
    spaceUnavailable: fc.constant(null),
    theme: fc.constantFrom('system', 'light', 'dark'),
    resets: fc.constant(0),
    stage: fc.constantFrom(...STAGE_NAMES),
    story: fc.option(fc.record({ id: fc.constantFrom('ring', 'the-gap'), step: fc.integer({ min: 1, max: 30 }) })),
    newsFile: fc.option(id),
    newsView: fc.constantFrom(...NEWS_VIEWS),
    newsMeasure: fc.constantFrom(...NEWS_MEASURES),
    newsFacet: fc.constantFrom(...NEWS_FACETS),
    newsProtocol: fc.option(id),
    newsPair: fc.option(fc.tuple(id, id)),
    newsKinds: fc.uniqueArray(id, { maxLength: 4 }),
    newsDomains: fc.uniqueArray(id, { maxLength: 4 }),
    newsUnflagged: fc.boolean(),
    newsAll: fc.boolean(),
    newsUnit: fc.constantFrom('examples', 'tokens', 'step'),
    newsOrder: fc.option(fc.record({ condition: id, order: fc.constantFrom('falling', 'rising') })),
    newsShare: fc.constantFrom(...NEWS_SHARES),
    bridgeLayer: fc.option(fc.nat(200)),
    bridgeBasis: fc.constantFrom('joint', 'reference'),
    bridgeFrom: fc.constantFrom('origin', 'states'),
    bridgePoints: fc.constantFrom('news', 'questions'),
    exposure: fc.option(tokens),
    newsCell: fc.option(fc.record({ news: id, condition: id })),
    newsSearch: fc.string({ maxLength: 20, unit: 'grapheme' }),
  }),
);

describe('the view in the URL', () => {
  it('comes back as it was written, for any view', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(decodeView(encodeView(state))).toEqual({ view: state, problems: [] });
      }),
      { seed: 1 },
    );
  });

  it('survives the escaping that browsers and mail programs add', () => {
    fc.assert(
      fc.property(view, (state) => {
        const hash = new URL(`http://page.example/${encodeView(state)}`).hash;
        expect(decodeView(hash).view).toEqual(state);
      }),
      { seed: 2 },
    );
  });

  it('reads short, as in the documentation', () => {
    const state: ViewState = {
      ...defaultView,
      panels: [{ recordingId: 'gemma3-270m-grid4x4-a', layer: 15, axes: [0, 1, 2] }],
      window: { kind: 'last', tokens: 50 },
      basis: 'raw',
      cursor: 300,
    };
    expect(encodeView(state)).toBe('#v=1&p=gemma3-270m-grid4x4-a:15:1.2.3&w=last50&b=raw&c=300');
  });

  it('says of the evidence only what is not the default', () => {
    const scaling = defaultView.scalingChoices;
    const state = { ...defaultView, permutations: 4999, seed: 7, curveLayers: [0, 15], scalingChoices: { ...scaling, kind: 'knee' as const, dropped: [4, 6] } };
    expect(encodeView(state)).toBe('#v=1&relabel=4999&seed=7&curves=0.15&scaling=knee:::4.6');
    expect(encodeView({ ...defaultView, scalingChoices: { ...scaling, level: 0.6 } })).toBe('#v=1&scaling=threshold:0.6');
    expect(decodeView('#v=1&scaling=fall::0.9').view.scalingChoices).toEqual({ ...scaling, kind: 'fall', energyLevel: 0.9 });
  });

  it('leaves defaults out and does not carry what is momentary', () => {
    const momentary = { playing: true, hovered: { panel: 0, node: 1 }, hoveredContext: 40, spaceUnavailable: 'No WebGL.', resets: 3 };
    expect(encodeView({ ...defaultView, ...momentary })).toBe('#v=1');
  });

  it('names a recording alone when its layer and components are the defaults', () => {
    expect(encodeView({ ...defaultView, panels: [{ recordingId: 'ring', layer: null, axes: [0, 1, 2] }] })).toBe('#v=1&p=ring');
  });

  it('tells no reference graphs from the default ones', () => {
    expect(decodeView(encodeView({ ...defaultView, references: [] })).view.references).toEqual([]);
    expect(decodeView('#v=1').view.references).toEqual(defaultView.references);
  });

  it('takes a panel without axes or layer', () => {
    expect(decodeView('#v=1&p=ring,grid:3').view.panels).toEqual([
      { recordingId: 'ring', layer: null, axes: [0, 1, 2] },
      { recordingId: 'grid', layer: 3, axes: [0, 1, 2] },
    ]);
  });
});

describe('a damaged hash', () => {
  it('never throws, and every problem names its field', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.array(fc.tuple(fc.constantFrom('v', 'p', 'f', 'w', 'b', 'c', 'pin', 'flip', 'speed', 'graphs', 'relabel', 'seed', 'curves', 'scaling', '__proto__'), fc.string())).map(
        (pairs) => `#v=1&${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`,
      ),
    );
    fc.assert(
      fc.property(junk, (hash) => {
        const { view: state, problems } = decodeView(hash);
        expect(Object.keys(state).sort()).toEqual(Object.keys(defaultView).sort());
        for (const { field } of problems) expect(field).not.toBe('');
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it.each([
    ['b=fancy', 'basis'],
    ['w=last0', 'window'],
    ['w=last9e99', 'window'],
    ['c=-5', 'cursor'],
    ['c=NaN', 'cursor'],
    ['speed=1e9', 'speed'],
    ['p=ring:1:1.1.2', 'panels'],
    ['p=ring:1:0.1.2', 'panels'],
    ['p=ring:1:1.2.11', 'panels'],
    ['p=%E0%A4%A', 'panels'],
    ['p=:3', 'panels'],
    ['flip=xx', 'flips'],
    ['pin=0.1', 'pinned'],
    ['theme=', 'theme'],
    ['edges=yes', 'showEdges'],
    ['relabel=1000000', 'permutations'],
    ['relabel=998', 'permutations'],
    ['seed=4294967296', 'seed'],
    ['seed=-1', 'seed'],
    ['curves=15.0', 'curveLayers'],
    ['curves=1.x', 'curveLayers'],
    ['scaling=median', 'scalingChoices'],
    ['scaling=threshold:1.5', 'scalingChoices'],
    ['scaling=fall::NaN', 'scalingChoices'],
    ['scaling=knee:::1', 'scalingChoices'],
    ['scaling=knee:::4:5', 'scalingChoices'],
  ] as const)('gives the default of the damaged field and keeps the others: %s', (part, key) => {
    const { view: state, problems } = decodeView(`#v=1&${part}&spacing=log`);
    expect(problems.map(({ field }) => field)).toEqual([part.split('=')[0]]);
    expect(state[key]).toEqual(defaultView[key]);
    expect(state.spacing).toBe('log');
  });

  it('is a problem as a whole when its version is unknown or absent', () => {
    for (const hash of ['#v=2&b=raw', '#b=raw', '#x', `#v=1&p=${'a'.repeat(9000)}`]) {
      expect(decodeView(hash)).toMatchObject({ view: defaultView, problems: [{ field: 'v' }] });
    }
  });

  it('is no problem when it is empty or has fields of a later version', () => {
    expect(decodeView('').problems).toEqual([]);
    expect(decodeView('#').problems).toEqual([]);
    expect(decodeView('#v=1&future=7&b=raw')).toMatchObject({ view: { basis: 'raw' }, problems: [] });
  });

  it('does not take more panels than there is room for', () => {
    expect(decodeView(`#v=1&p=${Array(MAX_PANELS + 1).fill('ring').join(',')}`).problems).toHaveLength(1);
  });
});
