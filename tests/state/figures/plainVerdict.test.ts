import { describe, expect, it } from 'vitest';
import type { LayerNulls, NullTable } from '../../../src/core/nulls/types.ts';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { findingOf } from '../../../src/state/figures/finding.ts';
import type { CompanionNulls, FindingInput } from '../../../src/state/figures/findingInput.ts';
import { type PlainFacts, plainSentence, type Situation, situationOf } from '../../../src/state/figures/plainVerdict.ts';
import { framePosition } from '../../../src/state/figures/projection.ts';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';
import { syntheticBands, syntheticControls } from '../../helpers/syntheticControls.ts';

const task = (kind: string) => ({ task: { kind } }) as Pick<FindingInput['metadata'], 'task'>;

/** A model that is closer by every test in two sets of words, of which one test or another does not hold below. */
const STRONG: PlainFacts = {
  level: 'strong', shows: 'model', shuffledCloser: false, embeddingCloser: false, waiting: false, averaging: 'beaten', follows: true,
  familiar: false, ownOrder: false, tooFew: false, assignments: 2, agreed: true,
};

const TABLE: readonly (readonly [what: string, kind: string, change: Partial<PlainFacts>, situation: Situation, sentence: string])[] = [
  ['a ring beyond every test', 'ring', {}, 'strong', 'Ring-shaped beyond every test here, and the model follows the graph.'],
  ['a grid of one set of words', 'grid', { level: 'single', assignments: 1 }, 'one set', 'Grid-shaped beyond every test here, but in one set of words.'],
  ['several sets that do not agree', 'grid', { level: 'single', agreed: false }, 'not every set', 'Grid-shaped here, but not in every set of words.'],
  ['several sets that agree, with a doubt', 'ring', { level: 'pooled', follows: null }, 'every set', 'Ring-shaped in both sets of words, with some doubts left.'],
  ['a ring that averaging draws', 'ring', { level: 'pooled', averaging: 'not-beaten' }, 'averaged', 'Ring-shaped, but averaging neighbouring tokens alone draws it too.'],
  ['the shuffled recording', 'ring', { level: 'none', shows: 'shuffled', follows: null }, 'shuffled, none', 'Shuffled order, and no ring, as it should be.'],
  ['a shuffled recording that is a ring', 'ring', { level: 'single', shows: 'shuffled', follows: null }, 'shuffled', 'Ring-shaped although the order was shuffled: the words alone do it.'],
  ['the embedding layer', 'grid', { level: 'none', shows: 'embedding' }, 'embedding, none', 'No grid in the embedding layer, as it should be.'],
  ['an embedding layer that is a grid', 'grid', { level: 'single', shows: 'embedding' }, 'embedding', 'Grid-shaped before any context: the words alone do it.'],
  ['a ring that shuffling leaves', 'ring', { level: 'pooled', shuffledCloser: true, averaging: 'not-beaten' }, 'stays shuffled', 'Ring-shaped, but it stays so when the order is shuffled.'],
  ['a ring that the embedding has', 'ring', { level: 'pooled', embeddingCloser: true }, 'already embedded', 'Ring-shaped, but the embedding layer is so before any context.'],
  ['SmolLM2, which does not follow the grid', 'grid', { level: 'single', assignments: 1, follows: false }, 'not followed', 'Grid-shaped, but the model does not follow the graph here.'],
  ['SmolLM2 where nothing is seen', 'grid', { level: 'none', follows: false }, 'none', 'No grid here: random labels fit these points as well.'],
  ['nothing to see of a model that follows', 'grid', { level: 'none' }, 'none, follows', 'No grid to see here, yet the model follows the graph.'],
  ['a small ring', 'ring', { level: 'none', tooFew: true }, 'too few', 'Perhaps a ring: so few words that chance cannot be ruled out.'],
  ['weekdays in calendar order', 'weekdays', { level: 'none', ownOrder: true }, 'own order', 'The words keep their own order; the walk has not replaced it.'],
  ['weekdays walked as the calendar has them', 'weekdays', { level: 'pooled', familiar: true }, 'familiar', 'Ordered as walked, but that is the order the words had before.'],
  ['one layer, nothing to compare with', 'ring', { level: 'single', assignments: 1, follows: null }, 'one set', 'Ring-shaped beyond every test here, but in one set of words.'],
  ['class means without tokens', 'custom', { level: 'single', assignments: 1, averaging: 'absent', follows: null }, 'no tokens', 'Shaped like the graph beyond chance; without tokens, averaging cannot be tested.'],
  ['neighbours further apart than chance', 'hex', { level: 'further' }, 'further', 'Neighbours lie further apart here than chance would put them.'],
  ['too few words in the window', 'ring', { level: 'undefined' }, 'undefined', 'Too few words occur here to tell any shape.'],
  ['tests on their way', 'ring', { waiting: true }, 'not all drawn', 'Ring-shaped beyond random labels; the other tests are being drawn.'],
];

describe('the sentence of a verdict', () => {
  it.each(TABLE)('of %s', (_, kind, change, situation, sentence) => {
    const facts = { ...STRONG, ...change };
    expect(situationOf(facts)).toBe(situation);
    expect(plainSentence(situation, task(kind), facts)).toBe(sentence);
  });

  it('has at most fourteen words and no jargon, whatever the graph', () => {
    const situations: readonly Situation[] = [...new Set(TABLE.map(([, , , situation]) => situation)), 'waiting', 'no graph'];
    for (const kind of ['ring', 'grid', 'hex', 'weekdays', 'custom']) {
      for (const situation of situations) {
        const sentence = plainSentence(situation, task(kind), { assignments: 3 });
        expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(14);
        expect(sentence).not.toMatch(/mode\b|full d|\bnull\b|PC |energy|p =/i);
      }
    }
  });

  it('says "beyond every test" of nothing that a test holds back', () => {
    const doubts: readonly Partial<PlainFacts>[] = [{ shuffledCloser: true }, { averaging: 'not-beaten' }, { averaging: 'waiting' }, { averaging: 'absent' }, { embeddingCloser: true }, { familiar: true }, { follows: false }, { waiting: true }];
    for (const doubt of doubts) {
      const facts: PlainFacts = { ...STRONG, level: 'pooled', ...doubt };
      expect(plainSentence(situationOf(facts), task('ring'), facts)).not.toContain('every test');
    }
  });
});

// The strips, of a finding that was worked out.

const OPTIONS = { nodes: 9, segments: 6, segmentLength: 40 } as const;
const AXES = [0, 1];
const real = await syntheticResult(OPTIONS);
const own = { ...real.analysis.settings, basis: { kind: 'raw' } } as const;
const nulls = await syntheticControls(OPTIONS, own, 999);
const bands = await syntheticBands(OPTIONS, own);
const { metadata } = real.info;
const measures = cursorMeasures(real, framePosition(real.analysis, null), AXES);

function tableWith(table: NullTable, change: Partial<{ [K in keyof NullTable]: number }>): NullTable {
  const changed = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, table[name as keyof NullTable].map(() => value)]));
  return { ...table, ...changed };
}

function withEnergies(p: number): LayerNulls {
  const tests = { p, pAbove: 1 - p, draws: 999 };
  return { ...nulls, shownEnergy: tableWith(nulls.shownEnergy, { ...tests, observed: 0.2, low: 0.8, high: 1.2, mean: 1 }), energy: tableWith(nulls.energy, tests) };
}

const closer = withEnergies(0.001);
const chance = withEnergies(0.5);
const other = (given: LayerNulls): CompanionNulls => ({ nulls: given, graphs: [0] });

function plainOf(change: Partial<FindingInput>) {
  const input: FindingInput = { metadata, measures, axes: AXES, ownBasis: false, nulls: closer, bands, assignments: [], behaviour: null, embedding: null, shuffled: null, absent: [], ...change };
  return findingOf(input).plain;
}

const marks = (change: Partial<FindingInput>) => Object.fromEntries(plainOf(change).chips.map(({ id, mark }) => [id, mark]));

describe('the strips of a verdict', () => {
  it('carry what each null gives, and the model on all of them', () => {
    const { chips } = plainOf({ shuffled: other(chance) });
    expect(chips.map(({ id }) => id)).toEqual(['labels', 'order', 'embedding', 'averaging']);
    expect(chips.map(({ model }) => model)).toEqual([0.2, 0.2, 0.2, 0.2]);
    expect(chips[0]).toMatchObject({ low: 0.8, middle: 1, high: 1.2, mark: 'beaten' });
    expect(chips[3]!.low).toBeLessThanOrEqual(chips[3]!.high);
  });

  it('say of a control that is itself closer that it is not beaten', () => {
    expect(marks({ shuffled: other(closer), embedding: other(closer) })).toMatchObject({ order: 'not-beaten', embedding: 'not-beaten' });
    expect(marks({ shuffled: other(chance), embedding: other(chance) })).toMatchObject({ order: 'beaten', embedding: 'beaten' });
  });

  it('tell what is on its way from what there is not', () => {
    expect(marks({ waiting: ['order'], bands: null })).toMatchObject({ order: 'waiting', embedding: 'not-applicable', averaging: 'waiting' });
    expect(marks({ metadata: { ...metadata, windows: 'fixed' } })).toMatchObject({ averaging: 'not-applicable' });
  });

  it('leave nothing to beat where random labels do as well', () => {
    expect(marks({ nulls: chance, shuffled: other(closer) })).toEqual({ labels: 'not-beaten', order: 'not-applicable', embedding: 'not-applicable', averaging: 'not-applicable' });
  });

  it('are none where there is nothing to test', () => {
    expect(plainOf({ nulls: null })).toMatchObject({ situation: 'waiting', chips: [] });
    expect(plainOf({ metadata: { ...metadata, graphs: [] }, measures: { ...measures, graphs: [] } })).toMatchObject({ situation: 'no graph', chips: [] });
  });
});
