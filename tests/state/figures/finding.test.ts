import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AveragingBands, LayerNulls, NullTable, PairNulls } from '../../../src/core/nulls/types.ts';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { findingOf, focusFinding } from '../../../src/state/figures/finding.ts';
import type { CompanionNulls, FindingInput } from '../../../src/state/figures/findingInput.ts';
import { allOf, componentsName, pText, rangeText } from '../../../src/state/figures/findingWords.ts';
import { framePosition } from '../../../src/state/figures/projection.ts';
import type { Behaviour } from '../../../src/state/figures/verdict.ts';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';
import { syntheticBands, syntheticControls } from '../../helpers/syntheticControls.ts';
import { idleSlot } from '../../../src/state/panels/slots.ts';

const OPTIONS = { nodes: 9, segments: 6, segmentLength: 40 } as const;
const AXES = [0, 1];
const OWN = { basis: { kind: 'raw' } } as const;
const real = await syntheticResult(OPTIONS);
const { settings } = real.analysis;
const own = { ...settings, ...OWN };
const nulls = await syntheticControls(OPTIONS, own, 999);
const embeddingControls = await syntheticControls(OPTIONS, { ...own, layer: 0 });
const bands = await syntheticBands(OPTIONS, own);
const last = framePosition(real.analysis, null);
const { metadata } = real.info;
const FOLLOWS: Behaviour = { accuracy: 0.8, unigram: 0.22, bigram: 0.95, chance: 0.22, follows: true };

function input(change: Partial<FindingInput> = {}): FindingInput {
  return { metadata, measures: cursorMeasures(real, last, AXES), axes: AXES, ownBasis: false, nulls, bands, assignments: [], behaviour: FOLLOWS, embedding: null, shuffled: null, absent: [], ...change };
}

type Figures = Partial<{ [K in keyof NullTable]: number }>;

/** A null table with other figures in every cell. */
function tableWith(table: NullTable, change: Figures): NullTable {
  const changed: Partial<Record<keyof NullTable, Float64Array | Int32Array>> = {};
  for (const [name, value] of Object.entries(change) as [keyof NullTable, number][]) changed[name] = table[name].map(() => value);
  return { ...table, ...(changed as Partial<NullTable>) };
}

const CLOSER: Figures = { p: 0.001, pAbove: 1, draws: 999 };
const CHANCE: Figures = { p: 0.4, pAbove: 0.61, draws: 999 };
const FURTHER: Figures = { p: 1, pAbove: 0.001, draws: 999 };
const withEnergies = (shown: Figures, full: Figures = shown): LayerNulls => ({ ...nulls, shownEnergy: tableWith(nulls.shownEnergy, shown), energy: tableWith(nulls.energy, full) });
/** Bands that say every frame is beyond an averaging null, or none is. */
const withBands = (previous: number, lags: number): AveragingBands => ({
  ...bands,
  nulls: bands.nulls.map((band) => {
    const p = band.tokens === 'previous' ? previous : lags;
    return { ...band, shownEnergy: tableWith(band.shownEnergy, { p, draws: 199 }), spectra: band.spectra.map((graphs) => graphs.map((spectrum) => (spectrum === null ? null : { ...spectrum, pAbove: spectrum.pAbove.map(() => p) }))) };
  }),
});
const other = (given: LayerNulls): CompanionNulls => ({ nulls: given, graphs: [0] });

describe('the line under the picture', () => {
  const line = (change: Partial<FindingInput>) => findingOf(input(change)).line;
  const closer = withEnergies(CLOSER);

  it('says of one assignment of words that it is one', () => {
    expect(line({ nulls: closer, bands: withBands(0.005, 0.6) })).toBe(
      'At 240 tokens the words lie closer along Ring than chance puts them, in one set of words, more than mixing each with the word before gives (a mix of the last eight gives as much), and the model follows the graph (accuracy 0.80, word counts alone 0.22).',
    );
  });

  it('says of several that agree how many they are', () => {
    const found = findingOf(input({ nulls: closer, assignments: [other(closer)], bands: withBands(0.005, 0.005) }));
    expect(found.line).toBe('At 240 tokens in both sets of words they lie closer along Ring than chance puts them, more than mixing with the words before gives, and the model follows the graph (accuracy 0.80, word counts alone 0.22).');
    expect(found.verdict).toMatchObject({ level: 'strong' });
  });

  it('says where one of them does not agree', () => {
    expect(line({ nulls: closer, assignments: [other(withEnergies(CHANCE))] })).toContain('but not in both sets of words');
  });

  it('says that the model does not follow where it does not', () => {
    expect(line({ nulls: closer, behaviour: { ...FOLLOWS, accuracy: 0.05, follows: false } })).toContain(', but the model does not follow the graph (accuracy 0.05, word counts alone 0.22)');
  });

  it('says that averaging gives as much where it does', () => {
    expect(line({ nulls: closer, bands: withBands(0.5, 0.5) })).toContain(', no more than mixing each with the word before gives');
  });

  it('names the space where the other does not show it', () => {
    expect(line({ nulls: withEnergies(CLOSER, CHANCE) })).toContain('in PC 1-2, though not in all dimensions');
    expect(line({ nulls: withEnergies(CHANCE, CLOSER) })).toContain('in all dimensions, though not in PC 1-2');
  });

  it('claims nothing where relabellings do as well, and says what lies further apart', () => {
    expect(line({ nulls: withEnergies(CHANCE) })).toMatch(/^At 240 tokens the words lie no closer along Ring than chance puts them, while the model follows/);
    expect(line({ nulls: withEnergies(FURTHER) })).toContain('neighbours on Ring lie further apart than chance puts them, in one set of words');
  });

  it('says that chance has not been drawn while it has not', () => {
    const found = findingOf(input({ nulls: null }));
    expect(found.line).toMatch(/energy along Ring in PC 1-2 is \d\.\d\d .*has not been drawn yet\.$/);
    expect([found.verdict, found.complete]).toEqual([null, false]);
  });

  it('says when there are too few words to tell', () => {
    const none = withEnergies({ p: NaN, pAbove: NaN, draws: 0, observed: NaN });
    const { line: said, doubts } = findingOf(input({ nulls: none, measures: { ...cursorMeasures(real, last, AXES), missing: [1, 2, 3] } }));
    expect(said).toMatch(/too few words occur to tell/);
    expect(doubts).toContainEqual('3 words do not occur in the window and are left out.');
  });

  it('never says closer without a p of 5 % at most, nor prints what is not a number, whatever the figures', () => {
    const figure = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constant(NaN));
    const share = fc.oneof(fc.double({ min: 1 / 1000, max: 1, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(figure, share, share, figure, share, fc.boolean(), (energy, p, pAbove, low, share2, several) => {
        const drawn = withEnergies({ p, pAbove, draws: 999, observed: energy, low, high: low });
        const finding = findingOf(input({ nulls: drawn, bands: withBands(share2, share2), assignments: several ? [other(drawn)] : [] }));
        expect([finding.line, ...finding.terms, ...finding.doubts].join(' ')).not.toMatch(/NaN|undefined|Infinity/);
        if (!(p <= 0.05)) expect(finding.line).not.toMatch(/lie closer along/);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('the exact terms', () => {
  it('give the energy of the own PCA with its p and its corrected p, and that of the picture beside it', () => {
    const sentence = findingOf(input()).terms.join(' ');
    expect(sentence).toMatch(/^In PC 1-2 of the context's own PCA the energy is \d\.\d\d, relabelled \d\.\d\d to \d\.\d\d \(p = 0\.\d+, 0?\.?\d+.* corrected over all contexts\)\. In all dimensions the energy is/);
    expect(sentence).toMatch(/In the basis of the picture it is \d\.\d\d, which no verdict rests on\./);
    expect(findingOf(input({ ownBasis: true })).terms.join(' ')).not.toContain('basis of the picture');
  });

  it('give the pooled p of several assignments', () => {
    expect(findingOf(input({ assignments: [other(nulls)] })).terms.join(' ')).toMatch(/ over 2 assignments of words/);
  });

  it('give every averaging null with its weights, its energy and its slowest and roughest modes', () => {
    const sentence = findingOf(input()).terms.join(' ');
    expect(sentence).toMatch(/Averaging with the previous word, random word vectors \(weight 0\.\d\d, fitted to the energy in all dimensions\): energy in PC 1-2 \d\.\d\d against .*; slowest mode \d\.\d\d of the variance against .*, roughest \d\.\d\d against /);
    expect(sentence).toMatch(/Averaging the last eight words, random word vectors \(weights (\d\.\d\d,? ){8}own word first, fitted to the spectrum\)/);
  });

  it('give the accuracy beside word counts, successors and chance', () => {
    expect(findingOf(input()).terms.join(' ')).toContain('Accuracy in the window is 0.80; word counts alone give 0.22, recall of the successors seen 0.95, chance 0.22.');
    expect(findingOf(input({ behaviour: null })).terms.join(' ')).not.toContain('Accuracy');
  });

  it('do not speak of modes of a pair that was not compared', () => {
    expect(findingOf(input({ axes: [0, 2] })).terms.join(' ')).not.toContain('two slowest modes');
  });
});

describe('the doubts', () => {
  const closer = withEnergies(CLOSER);
  const text = (change: Partial<FindingInput>) => findingOf(input({ nulls: closer, ...change })).doubts.join(' ');

  it('say that one assignment of words may be a likeness of these words', () => {
    expect(text({})).toContain('One assignment of words: words that are alike by themselves');
    expect(text({ assignments: [other(closer)] })).not.toContain('One assignment');
    expect(text({ assignments: [other(withEnergies(CHANCE))] })).toContain('Only 1 of 2 assignments of words show it');
    expect(text({ assignments: null })).toContain('Other assignments of words have not been drawn yet.');
  });

  it('say that mixing alone does as well when it does', () => {
    expect(text({ bands: withBands(0.4, 0.4) })).toContain('which learns nothing, brings them as close');
    expect(text({ bands: withBands(0.005, 0.4) })).not.toContain('brings them as close');
    expect(text({ bands: withBands(0.005, 0.4) })).toContain('An average of the last eight words');
  });

  it('say that the averaging nulls are missing while they are', () => {
    expect(text({ bands: null })).toContain('Averaging only has not been drawn yet.');
    expect(findingOf(input({ bands: null })).complete).toBe(false);
  });

  it('say that recall of successors would do as well, or that the model does not follow', () => {
    expect(text({})).toContain('Recalling the successors seen so far would be as accurate (0.95 against 0.80)');
    expect(text({ behaviour: { ...FOLLOWS, accuracy: 0.05, follows: false } })).toContain('The model does not follow the graph here: accuracy 0.05, word frequencies alone 0.22, chance 0.22.');
  });

  it('say how few relabellings few words have, and the least p that leaves', () => {
    const few = { ...closer, distinct: nulls.distinct.map(() => 3), present: nulls.present.map(() => 4) };
    expect(text({ nulls: few })).toContain('4 words on this graph have only 3 distinct relabellings: no p below 0.33 is possible in one assignment of words.');
    expect(text({})).not.toContain('distinct');
  });

  it('say when random graphs of the same degrees fit as well', () => {
    expect(text({ nulls: { ...closer, shownRewired: { ...nulls.shownRewired, low: nulls.shownRewired.low.map(() => 0) } } })).toContain('it need not be this graph');
  });

  it('tell what the embedding layer already gives', () => {
    expect(text({ embedding: { nulls: embeddingControls, graphs: [0] } })).toMatch(
      /The embedding layer has an energy of \d\.\d\d in its own PC 1-2: not closer than chance; \d\.\d\d in all dimensions\./,
    );
  });

  it('say which comparison there is none of, and why', () => {
    expect(text({ absent: ['There is no order-shuffled recording of this task and model.'] })).toContain('no order-shuffled recording');
  });

  it('say of words with an order of their own that they have one, where the walk follows it and where not', () => {
    const named = (labels: readonly string[]) => ({ ...metadata, nodes: metadata.nodes.map((node, i) => ({ ...node, label: labels[i]! })) });
    const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    expect(text({ metadata: named(numbers) })).toContain('The words are numbers, which have an order of their own');
    expect(text({})).not.toContain('an order of their own');
  });
});

describe('the averaging nulls in the finding', () => {
  it('are held against the modes of the shown pair, in the pair of their own that holds them best', () => {
    const r2 = (table: NullTable) => tableWith(table, { low: 0.2, high: 0.4 });
    const elsewhere = { ...bands, nulls: bands.nulls.map((band) => ({ ...band, r2: r2(band.r2), block: band.block.map(() => 0) })) };
    expect(findingOf(input({ bands: elsewhere })).terms.join(' ')).toContain('averaging with the previous word 0.20 to 0.40');
    const held = { ...nulls, pairs: { ...nulls.pairs, p: nulls.pairs.p.map(() => 1e-6) } };
    const sentence = findingOf(input({ nulls: held, bands: elsewhere, axes: [2, 3] })).terms.join(' ');
    expect(sentence).toContain('averaging with the previous word 0.20 to 0.40 in its best pair, mostly PC 1-2');
    expect(sentence).toMatch(/energy in PC 3-4 \d\.\d\d against [^;]* \(in its best components, mostly PC 1-2\);/);
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
    const table: PairNulls = { pairs, r2, mean: r2.map(() => 0.2), low: r2.map(() => 0.1), high: r2.map(() => 0.5), p: r2.map((value) => (value > 0.5 ? 1e-6 : 0.5)), draws: new Int32Array(4 * F).fill(999) };
    return {
      ...nulls, graphs: 2, pairs: table, energy: doubled(nulls.energy), shownEnergy: doubled(nulls.shownEnergy),
      distinct: new Int32Array(2 * F), present: new Int32Array(F).fill(9), shownRewired: { ...nulls.shownRewired, low: new Float64Array(2 * F) },
    };
  }
  const sentence = (of: (pair: number, graph: number, frame: number) => number, change: Partial<FindingInput> = {}) =>
    findingOf(input({ measures, nulls: held(of), bands: null, ...change })).terms.join(' ');

  it('is named in the finding itself when it is a reference graph', () => {
    const found = sentence((pair, graph) => (pair === 0 && graph === 1 ? 0.99 : 0.1));
    expect(found).toContain('PC 1-2 hold 0.10 of the two slowest modes of Ring, no more than relabellings may (up to 0.50).');
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
    expect(findingOf(input({ measures, nulls: partly, bands: null })).terms.join(' ')).not.toContain('instead');
    expect(sentence((pair, graph, frame) => (pair === 0 && graph === 1 && frame < F - 1 ? 0.8 : 0.1))).not.toContain('instead');
  });
});

describe('the finding of a panel', () => {
  const ready = <T>(value: T) => ({ ...idleSlot, key: 'k', status: 'ready' as const, value });
  const absent = (note: string | null) => ({ ...idleSlot, status: 'absent' as const, note });
  const result = { recordingId: 'synthetic-ring', title: '', layer: settings.layer, graphs: metadata.graphs, nulls };
  const evidence = {
    nulls: ready(result),
    averagingBand: ready({ recordingId: 'synthetic-ring', layer: settings.layer, graphs: metadata.graphs, bands }),
    assignments: absent('There is no recording of this task with other words.'),
    baselines: absent(null),
    embedding: ready({ ...result, layer: 0, nulls: embeddingControls }),
    shuffled: absent('There is none.'),
  };

  it('uses the controls and the averaging nulls of this very view, whatever basis the picture has', () => {
    const found = focusFinding(real, last, AXES, evidence);
    expect(found).toMatchObject({ complete: true });
    const turned = { ...real, analysis: { ...real.analysis, settings: own } };
    expect(focusFinding(turned, last, AXES, evidence).line).toBe(found.line);
  });

  it('uses none of another layer, window, axes or recording, nor of a shared basis', () => {
    const given = (change: object) => ({ ...evidence, nulls: ready({ ...result, nulls: { ...nulls, settings: { ...own, ...change } } }) });
    for (const wrong of [{ layer: 0 }, { window: { kind: 'all' } }, { axes: [0, 2] }, { weighting: 'segments' }, { basis: { kind: 'joint' } }]) {
      expect(focusFinding(real, last, AXES, given(wrong))).toMatchObject({ complete: false, verdict: null });
    }
    expect(focusFinding({ ...real, recordingId: 'other' }, last, AXES, evidence).complete).toBe(false);
  });

  it('pools the other assignments of words that are there', () => {
    const others = ready({ recordingId: 'synthetic-ring', others: [{ ...result, recordingId: 'b' }] });
    expect(focusFinding(real, last, AXES, { ...evidence, assignments: others }).verdict).toMatchObject({ assignments: 2 });
    const stale = ready({ recordingId: 'another', others: [{ ...result, recordingId: 'b' }] });
    expect(focusFinding(real, last, AXES, { ...evidence, assignments: stale }).verdict).toMatchObject({ assignments: 1 });
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
    expect(focusFinding(real, last, AXES, { ...evidence, embedding: ready({ ...result, layer: 0, nulls: ofAll }) }).doubts.join(' ')).not.toContain('embedding');
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

  it('every one of two is both', () => {
    expect([allOf(2), allOf(3)]).toEqual(['both', 'all 3']);
  });
});
