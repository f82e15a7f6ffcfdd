import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerNulls, AveragingBand, NullTable, PairNulls } from '../../../src/core/nulls/types.ts';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { chanceOf, type CompanionNulls, componentsName, type FindingInput, findingOf, focusFinding, pText, rangeText } from '../../../src/state/figures/finding.ts';
import { framePosition } from '../../../src/state/figures/projection.ts';
import { verdictText } from '../../../src/views/evidence/FindingLine.tsx';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';
import { syntheticBand, syntheticControls } from '../../helpers/syntheticControls.ts';
import { idleSlot } from '../../../src/state/panels/slots.ts';

const OPTIONS = { nodes: 9, segments: 6, segmentLength: 40 } as const;
const AXES = [0, 1];
const real = await syntheticResult(OPTIONS);
const embedding = await syntheticResult(OPTIONS, { layer: 0 });
const { settings } = real.analysis;
const nulls = await syntheticControls(OPTIONS, settings);
const embeddingControls = await syntheticControls(OPTIONS, embedding.analysis.settings);
const band = syntheticBand(real);
const last = framePosition(real.analysis, null);
const { metadata } = real.info;

function input(change: Partial<FindingInput> = {}): FindingInput {
  return { metadata, measures: cursorMeasures(real, last, AXES), axes: AXES, nulls, band, embedding: null, shuffled: null, absent: [], ...change };
}

type Figures = Partial<{ [K in keyof NullTable]: number }>;

/** A null table with other figures in every cell. */
function tableWith(table: NullTable, change: Figures): NullTable {
  const changed: Partial<Record<keyof NullTable, Float64Array | Int32Array>> = {};
  for (const [name, value] of Object.entries(change) as [keyof NullTable, number][]) changed[name] = table[name].map(() => value);
  return { ...table, ...(changed as Partial<NullTable>) };
}

const withShown = (change: Figures): LayerNulls => ({ ...nulls, shownEnergy: tableWith(nulls.shownEnergy, change) });
const withBand = (shown: Figures, full: Figures = {}): AveragingBand => ({ ...band, shownEnergy: tableWith(band.shownEnergy, shown), energy: tableWith(band.energy, full) });
const BEATS: Figures = { p: 1 / 200, pAbove: 1, atMost: 0, draws: 199, observed: 0.05, low: 0.08, high: 0.12 };
const WITHIN: Figures = { p: 0.4, pAbove: 0.6, atMost: 80, draws: 199, observed: 0.1, low: 0.08, high: 0.12 };
const LOSES: Figures = { p: 1, pAbove: 1 / 200, atMost: 199, draws: 199, observed: 0.6, low: 0.38, high: 0.4 };

describe('the sentence', () => {
  it('names the context, the graph and the relabellings that a planted ring beats', () => {
    const { sentence, verdicts } = findingOf(input());
    expect(sentence).toMatch(/^At 240 tokens in PC 1-2 the words lie closer along Ring than in 199 of 199 relabellings; PC 1-2 hold 0\.\d\d of its two slowest modes/);
    expect(verdicts).toContainEqual({ name: 'relabelling', beaten: true });
  });

  it('says at once that weak evidence in the picture is none in all dimensions', () => {
    const weak = { ...withShown({ p: 0.04, pAbove: 0.97, atMost: 7, draws: 199 }), energy: tableWith(nulls.energy, { p: 0.2, pAbove: 0.81, atMost: 39, draws: 199 }) };
    const { sentence, verdicts } = findingOf(input({ nulls: weak }));
    expect(sentence).toContain('closer along Ring than in 192 of 199 relabellings, but in all dimensions no closer than relabelled ones do (p = 0.20)');
    expect(verdicts.slice(0, 2)).toEqual([{ name: 'relabelling', beaten: true }, { name: 'relabelling in full d', beaten: false, p: '0.20' }]);
    expect(verdictText(verdicts)).toMatch(/^Closer along the graph than relabelled nodes.*, but not than relabelled nodes in all dimensions \(p = 0\.20\)/);
    expect(findingOf(input()).sentence).not.toContain('all dimensions no closer');
  });

  it('claims nothing for random points', () => {
    const measures = cursorMeasures(embedding, framePosition(embedding.analysis, null), AXES);
    const { sentence, verdicts } = findingOf(input({ measures, nulls: embeddingControls }));
    expect(sentence).toMatch(/no closer along Ring than relabelled ones do \(p = /);
    expect(verdicts.find(({ name }) => name === 'relabelling')).toEqual({ name: 'relabelling', beaten: false, p: expect.stringMatching(/^0\.\d+$/) as string });
  });

  it('says that chance has not been drawn while it has not', () => {
    const { sentence, verdicts, complete } = findingOf(input({ nulls: null }));
    expect(sentence).toMatch(/energy along Ring in PC 1-2 is \d\.\d\d .*has not been drawn yet\.$/);
    expect([verdicts, complete]).toEqual([[], false]);
  });

  it('says that the words lie apart where they do', () => {
    const apart = withShown({ p: 1, pAbove: 0.005, atMost: 199, draws: 199 });
    expect(findingOf(input({ nulls: apart })).sentence).toContain('further apart along Ring than in 199 of 199 relabellings');
  });

  it('does not speak of modes of a pair that was not compared', () => {
    expect(findingOf(input({ axes: [0, 2] })).sentence).not.toContain('slowest modes');
  });

  it('calls missing words by their number when there are too few to tell', () => {
    const none = withShown({ p: NaN, pAbove: NaN, draws: 0, observed: NaN });
    const measures = { ...cursorMeasures(real, last, AXES), missing: [1, 2, 3] };
    const { sentence, doubts } = findingOf(input({ nulls: none, measures }));
    expect(sentence).toMatch(/too few words occur to tell/);
    expect(doubts).toContainEqual('3 words do not occur in the window and are left out.');
  });

  it('never calls more beaten than was drawn, nor prints what is not a number, whatever the figures', () => {
    const figure = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constant(NaN));
    const share = fc.oneof(fc.double({ min: 1 / 200, max: 1, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(figure, share, share, fc.integer({ min: 0, max: 199 }), figure, share, (energy, p, pAbove, atMost, low, share2) => {
        const measures = cursorMeasures(real, last, AXES);
        const graphs = measures.graphs.map((graph) => ({ ...graph, shownEnergy: energy }));
        const finding = findingOf(input({ measures: { ...measures, graphs }, nulls: withShown({ p, pAbove, atMost, draws: 199 }), band: withBand({ p: share2, pAbove, atMost, draws: 199, observed: energy, low, high: low }) }));
        const text = [finding.sentence, ...finding.doubts].join(' ');
        expect(text).not.toMatch(/NaN|undefined|Infinity/);
        for (const [, beaten, draws] of text.matchAll(/(-?\d+) of (\d+) (?:relabellings|draws)/g)) {
          expect(Number(beaten)).toBeGreaterThanOrEqual(0);
          expect(Number(beaten)).toBeLessThanOrEqual(Number(draws));
        }
        if (!(p <= 0.05)) expect(finding.sentence).not.toContain('lie closer along');
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('the doubts', () => {
  const text = (change: Partial<FindingInput>) => findingOf(input(change)).doubts.join(' ');

  it('say that mixing alone does as well when it does', () => {
    expect(text({ band: withBand(WITHIN) })).toContain('brings them as close or closer');
    expect(text({ band: withBand(BEATS) })).not.toContain('brings them as close');
  });

  it('say that the averaging null is missing while it is', () => {
    expect(text({ band: null })).toContain('Averaging only has not been drawn yet.');
    expect(findingOf(input({ band: null })).complete).toBe(false);
  });

  it('say how few relabellings few words have, and the least p that leaves', () => {
    const few = { ...nulls, distinct: nulls.distinct.map(() => 3), present: nulls.present.map(() => 4) };
    expect(text({ nulls: few })).toContain('4 words on this graph have only 3 distinct relabellings: no p below 0.33 is possible.');
    expect(text({})).not.toContain('distinct');
  });

  it('say when random graphs of the same degrees fit as well', () => {
    const same = { ...nulls, shownRewired: { ...nulls.shownRewired, low: nulls.shownRewired.low.map(() => 0) } };
    expect(text({ nulls: same })).toContain('it need not be this graph');
    expect(findingOf(input({ nulls: same })).verdicts).toContainEqual({ name: 'same-degree graphs', beaten: false });
  });

  it('say when full d does not show what the components show', () => {
    const flat = { ...nulls, energy: { ...nulls.energy, p: nulls.energy.p.map(() => 0.4), pAbove: nulls.energy.p.map(() => 0.6) } };
    expect(text({ nulls: flat })).toContain('In all dimensions together they lie no closer along it than chance (p = 0.40).');
  });

  it('tell what the embedding layer already gives', () => {
    expect(text({ embedding: { nulls: embeddingControls, graphs: [0] } })).toMatch(
      /The embedding layer has an energy of \d\.\d\d in its own PC 1-2: not closer than chance; \d\.\d\d in all dimensions\./,
    );
  });

  it('say which comparison there is none of, and why', () => {
    expect(text({ absent: ['There is no order-shuffled recording of this task and model.'] })).toContain('no order-shuffled recording');
  });

  it('remind the reader that one frame is one frame wherever something is found', () => {
    expect(text({})).toContain('one frame of one recording');
  });
});

describe('the averaging null in the finding', () => {
  const said = (shown: Figures, full: Figures) => findingOf(input({ band: withBand(shown, full) }));

  it('is beaten where the words lie closer than in 95 % of the draws', () => {
    const { sentence, verdicts } = said(BEATS, BEATS);
    expect(sentence).toContain('They lie closer than in 199 of 199 draws of averaging only (energy 0.05 against 0.08 to 0.12)');
    expect(sentence).toContain('in all dimensions too they lie closer than in 199 of 199');
    expect(verdicts).toEqual(expect.arrayContaining([{ name: 'averaging null', beaten: true }, { name: 'averaging null in full d', beaten: true }]));
  });

  it('is not beaten within its band, nor where it wins in full d, and both are said', () => {
    const { sentence, verdicts } = said(WITHIN, LOSES);
    expect(sentence).toContain('They lie within the 5-95 % band of 199 draws of averaging only (energy 0.10 against 0.08 to 0.12)');
    expect(sentence).toContain('in all dimensions the null lies closer in 199 of 199 (0.60 against 0.38 to 0.40).');
    expect(verdicts).toEqual(expect.arrayContaining([{ name: 'averaging null', beaten: false }, { name: 'averaging null in full d', beaten: false }]));
  });

  it('is held against the modes of the shown pair as well', () => {
    const r2 = tableWith(band.r2, { low: 0.2, high: 0.4 });
    expect(findingOf(input({ band: { ...band, r2 } })).sentence).toContain('averaging only 0.20 to 0.40');
  });
});

describe('which pair holds which graph', () => {
  /** The context graph and a second one, with R2 by pair, graph and frame. */
  const F = nulls.frames.length;
  const pairs: readonly (readonly [number, number])[] = [[0, 1], [2, 3]];
  const measured = cursorMeasures(real, last, AXES);
  const measures = { ...measured, graphs: [{ ...measured.graphs[0]! }, { ...measured.graphs[0]!, id: 'calendar', title: 'Calendar', role: 'reference' as const, shownEnergy: 3 }] };
  const doubled = (table: NullTable): NullTable =>
    Object.fromEntries(Object.entries(table).map(([name, values]: [string, Float64Array | Int32Array]) => [name, Float64Array.from([...values, ...values])])) as unknown as NullTable;

  function held(r2Of: (pair: number, graph: number, frame: number) => number): LayerNulls {
    const cell = (at: number) => r2Of(Math.floor(at / (2 * F)), Math.floor(at / F) % 2, at % F);
    const r2 = Float64Array.from({ length: 4 * F }, (_, at) => cell(at));
    const table: PairNulls = { pairs, r2, mean: r2.map(() => 0.2), low: r2.map(() => 0.1), high: r2.map(() => 0.5), p: r2.map((value) => (value > 0.5 ? 0.001 : 0.5)), draws: new Int32Array(4 * F).fill(999) };
    return {
      ...nulls, graphs: 2, pairs: table, energy: doubled(nulls.energy), shownEnergy: doubled(nulls.shownEnergy),
      distinct: new Int32Array(2 * F), present: new Int32Array(F).fill(9), shownRewired: { ...nulls.shownRewired, low: new Float64Array(2 * F) },
    };
  }
  const sentence = (of: (pair: number, graph: number, frame: number) => number, change: Partial<FindingInput> = {}) =>
    findingOf(input({ measures, nulls: held(of), band: null, ...change })).sentence;

  it('is named in the finding itself when it is a reference graph', () => {
    const found = sentence((pair, graph) => (pair === 0 && graph === 1 ? 0.99 : 0.1));
    expect(found).toContain('PC 1-2 hold 0.10 of its two slowest modes, no more than relabellings may (up to 0.50)');
    expect(found).toContain('PC 1-2 hold 0.99 of the two slowest modes of Calendar (relabelled up to 0.50).');
  });

  it('comes with what the embedding layer and the shuffled recording give of it in the same pair', () => {
    const companion = (r2: number): CompanionNulls => ({ nulls: held(() => r2), graphs: [0, 1] });
    const found = sentence((pair, graph) => (pair === 0 && graph === 1 ? 0.99 : 0.1), { embedding: companion(0.9), shuffled: companion(0.37) });
    expect(found).toContain('(relabelled up to 0.50, embedding layer 0.90, shuffled recording 0.37)');
  });

  it('leaves out a graph that the other recording does not have', () => {
    const lacking: CompanionNulls = { nulls: held(() => 0.9), graphs: [0, -1] };
    expect(sentence((pair, graph) => (pair === 0 && graph === 1 ? 0.99 : 0.1), { shuffled: lacking })).not.toContain('shuffled');
  });

  it('is told of a pair out of sight when no shown one holds the graph of the walk', () => {
    expect(sentence((pair, graph) => (pair === 1 && graph === 0 ? 0.8 : 0.1))).toContain('Out of sight, PC 3-4 hold 0.80 of those of Ring');
    expect(sentence((_pair, graph) => (graph === 0 ? 0.8 : 0.1))).not.toContain('Out of sight');
  });

  it('says which other graph the pair held at an earlier context', () => {
    const found = sentence((pair, graph, frame) => (pair !== 0 ? 0.1 : graph === 0 ? (frame === F - 1 ? 0.89 : 0.06) : frame === 1 ? 0.63 : frame === F - 1 ? 0.09 : 0.55));
    expect(found).toContain(`At ${nulls.frames[1]!.context} tokens PC 1-2 held 0.63 of Calendar instead.`);
  });

  it('does not say so of a frame with other words, nor when the pair holds nothing now', () => {
    const swap = (pair: number, graph: number, frame: number) => (pair !== 0 ? 0.1 : graph === (frame === F - 1 ? 0 : 1) ? 0.8 : 0.1);
    const partly = { ...held(swap), present: Int32Array.from({ length: F }, (_, f) => (f === F - 1 ? 9 : 8)) };
    expect(findingOf(input({ measures, nulls: partly, band: null })).sentence).not.toContain('instead');
    expect(sentence((pair, graph, frame) => (pair === 0 && graph === 1 && frame < F - 1 ? 0.8 : 0.1))).not.toContain('instead');
  });
});

describe('the finding of a panel', () => {
  const ready = <T>(value: T) => ({ ...idleSlot, key: 'k', status: 'ready' as const, value });
  const result = { recordingId: 'synthetic-ring', title: '', layer: settings.layer, graphs: metadata.graphs, nulls };
  const evidence = {
    nulls: ready(result),
    averagingBand: ready({ recordingId: 'synthetic-ring', layer: settings.layer, graphs: metadata.graphs, band }),
    embedding: ready({ ...result, layer: 0, nulls: embeddingControls }),
    shuffled: { ...idleSlot, status: 'absent' as const, note: 'There is none.' },
  };

  it('uses the controls and the averaging null of this very view', () => {
    expect(focusFinding(real, last, AXES, evidence)).toMatchObject({ complete: true });
  });

  it('uses none of another layer, window, axes or recording', () => {
    const other = (change: object) => ({ ...evidence, nulls: ready({ ...result, nulls: { ...nulls, settings: { ...settings, ...change } } }) });
    for (const wrong of [{ layer: 0 }, { window: { kind: 'all' } }, { axes: [0, 2] }, { weighting: 'segments' }, { basis: { kind: 'raw' } }]) {
      expect(focusFinding(real, last, AXES, other(wrong))).toMatchObject({ complete: false, verdicts: [] });
    }
    expect(focusFinding({ ...real, recordingId: 'other' }, last, AXES, evidence).complete).toBe(false);
  });

  it('tells what the embedding layer gives, and why nothing is shuffled', () => {
    const { doubts } = focusFinding(real, last, AXES, evidence);
    expect(doubts.join(' ')).toMatch(/The embedding layer has an energy/);
    expect(doubts).toContain('There is none.');
  });

  it('is not complete while a comparison is on its way, and does not take that of another view', () => {
    const waiting = { ...evidence, embedding: { ...evidence.embedding, status: 'loading' as const } };
    const found = focusFinding(real, last, AXES, waiting);
    expect(found.complete).toBe(false);
    expect(found.doubts.join(' ')).not.toContain('embedding');
    const ofAll = { ...embeddingControls, settings: { ...embeddingControls.settings, window: { kind: 'all' as const } } };
    const other = { ...evidence, embedding: ready({ ...result, layer: 0, nulls: ofAll }) };
    expect(focusFinding(real, last, AXES, other).doubts.join(' ')).not.toContain('embedding');
  });
});

describe('words for figures', () => {
  it('components are counted from one, runs drawn together', () => {
    expect([[0, 1], [3, 2], [0, 2], [0, 1, 2], [4, 0, 2]].map(componentsName)).toEqual(['PC 1-2', 'PC 3-4', 'PC 1 and 3', 'PC 1-3', 'PC 1, 3 and 5']);
  });

  it('p is exact to two digits, with 4,999 draws as well', () => {
    expect([1 / 5000, 0.001, 0.25, 1].map(pText)).toEqual(['0.00020', '0.0010', '0.25', '1.0']);
  });

  it('a range of one figure is that figure', () => {
    expect([rangeText(0.084, 0.12), rangeText(0.751, 0.752)]).toEqual(['0.08 to 0.12', '0.75']);
  });

  it('chance without draws is not defined', () => {
    const { shownEnergy } = withShown({ draws: 0 });
    expect(chanceOf(shownEnergy, 0)).toEqual({ kind: 'undefined' });
  });
});
