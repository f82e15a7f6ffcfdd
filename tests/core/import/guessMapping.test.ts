import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessMapping, isComplete } from '../../../src/core/import/guessMapping.ts';
import { inspectArrays } from '../../../src/core/import/inspectArrays.ts';
import type { ArrayRole } from '../../../src/core/import/mapping.ts';
import { openArrayFile } from '../../../src/core/import/openArrayFile.ts';
import { planImport } from '../../../src/core/import/planImport.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { arrayFile, meanValue, numbers, ringMatrix, words, type MemoryArray } from '../helpers/memoryArrays.ts';

const WORDS = ['apple', 'bird', 'car', 'egg', 'house', 'milk'];
const N = WORDS.length;

async function guessOf(arrays: readonly MemoryArray[]) {
  const listing = await inspectArrays(arrayFile(arrays));
  const guess = guessMapping(listing);
  const roles = new Map(guess.mapping.roles.map(({ array, role }) => [array, role]));
  return { listing, guess, role: (name: string): ArrayRole | undefined => roles.get(name), complete: isComplete(listing, guess), check: planImport(listing, guess.mapping) };
}

const means = (name: string, shape: readonly number[], seed = 1) => numbers(name, shape, meanValue(seed));
const graph = ringMatrix('adjacency', N);
const labels = words('words', WORDS);

describe('class means by context', () => {
  it.each([
    ['class_means_T200', 200],
    ['means_ctx400', 400],
    ['context=1400', 1400],
    ['reps.context_length_60', 60],
    ['meansT80', 80],
  ])('%s belong to context %i', async (name, context) => {
    const { role } = await guessOf([means(`${name}`, [N, 9]), graph, numbers('layer', [], () => 26, 'i64')]);
    expect(role(name)).toEqual({ kind: 'means', axes: ['words', 'dimensions'], context, layer: null });
  });

  it.each([
    ['layer_12_T200', 12],
    ['L12_ctx200', 12],
    ['blocks.12.hook_resid_pre.T200', 12],
    ['residual.12.T200', 12],
    ['hidden_states_12_T200', 12],
  ])('%s belong to layer %i', async (name, layer) => {
    const { role, complete } = await guessOf([means(name, [N, 9]), graph, labels]);
    expect(role(name)).toEqual({ kind: 'means', axes: ['words', 'dimensions'], context: 200, layer });
    expect(complete).toBe(true);
  });

  it('numbers that nothing names are contexts where they are large enough to be, and counts of arrays otherwise', async () => {
    const large = await guessOf([means('means_100', [N, 9]), means('means_400', [N, 9]), graph, numbers('layer', [], () => 3, 'i64')]);
    expect(large.role('means_400')).toMatchObject({ context: 400 });
    const small = await guessOf([means('means_0', [N, 9]), means('means_1', [N, 9]), graph, numbers('layer', [], () => 3, 'i64')]);
    expect(small.role('means_1')).toMatchObject({ context: null });
    expect(small.complete).toBe(false);
  });

  it('standard deviations of the same shape are no second choice', async () => {
    const { role, complete } = await guessOf([means('class_means_L3_T200', [N, 9]), means('class_stds_L3_T200', [N, 9], 2), graph]);
    expect(role('class_means_L3_T200')).toBeDefined();
    expect(role('class_stds_L3_T200')).toBeUndefined();
    expect(complete).toBe(true);
  });

  it('two that look alike are a question, not a choice made in silence', async () => {
    const { guess, complete } = await guessOf([means('means_a_L3_T200', [N, 9]), means('means_b_L3_T200', [N, 9], 2), graph]);
    expect(complete).toBe(false);
    expect(guess.unclear[0]).toContain('means_a_L3_T200');
    expect(guess.unclear[0]).toContain('means_b_L3_T200');
  });
});

describe('stacked class means', () => {
  const contexts = numbers('Ts', [3], (at) => [100, 200, 400][at]!, 'i64');

  it('are stacked over contexts where a list of as many contexts is there', async () => {
    const { role, complete, check } = await guessOf([means('means', [3, N, 9]), contexts, graph, numbers('layer', [1], () => 7, 'i64')]);
    expect(role('means')).toMatchObject({ axes: ['contexts', 'words', 'dimensions'] });
    expect(check.plan).toMatchObject({ contexts: [100, 200, 400], layers: [7] });
    expect(complete).toBe(true);
  });

  it('are stacked over layers where the list is of layers', async () => {
    const { role, check } = await guessOf([means('means_T200', [2, N, 9]), numbers('layers', [2], (at) => [4, 8][at]!, 'i64'), graph]);
    expect(role('means_T200')).toMatchObject({ axes: ['layers', 'words', 'dimensions'], context: 200 });
    expect(check.plan).toMatchObject({ contexts: [200], layers: [4, 8] });
  });

  it('are stacked over both in the order that the lists say', async () => {
    const layers = numbers('layers', [2], (at) => [4, 8][at]!, 'i64');
    expect((await guessOf([means('means', [3, 2, N, 9]), contexts, layers, graph])).role('means')).toMatchObject({ axes: ['contexts', 'layers', 'words', 'dimensions'] });
    expect((await guessOf([means('means', [2, 3, N, 9]), contexts, layers, graph])).role('means')).toMatchObject({ axes: ['layers', 'contexts', 'words', 'dimensions'] });
  });

  it('without a list are a question', async () => {
    const { complete, guess, check } = await guessOf([means('means', [3, N, 9]), graph]);
    expect(complete).toBe(false);
    expect(guess.unclear[0]).toContain('read as contexts × words × dimensions; layers × words × dimensions would fit as well');
    expect(check.issues.map(({ message }) => message).join()).toContain('stacks 3 contexts, which are not named');
  });
});

describe('what goes with them', () => {
  const named = [means('class_means_L3_T200', [N, 9]), means('class_means_L3_T400', [N, 9], 2)];

  it('a matrix named for another order is a reference graph, the plain one the context', async () => {
    const { role } = await guessOf([...named, ringMatrix('A_walk', N), numbers('A_calendar', [N, N], (at) => (Math.floor(at / N) + (at % N) === N - 1 ? 1 : 0))]);
    expect(role('A_walk')).toMatchObject({ kind: 'context-graph', form: 'adjacency' });
    expect(role('A_calendar')).toMatchObject({ kind: 'reference-graph' });
  });

  it('two plain matrices are a question', async () => {
    const { complete, guess } = await guessOf([...named, ringMatrix('adj_a', N), ringMatrix('adj_b', N)]);
    expect(complete).toBe(false);
    expect(guess.unclear[0]).toContain('graph that the words follow');
  });

  it('distances and Gram matrices are no graphs', async () => {
    const { role, check } = await guessOf([...named, numbers('distances', [N, N], (at) => at % 5), numbers('gram', [N, N], () => 1)]);
    expect([role('distances'), role('gram')]).toEqual([undefined, undefined]);
    expect(check.issues[0]!.message).toContain('No graph is chosen');
  });

  it('pairs of word numbers are edges', async () => {
    const { role, complete } = await guessOf([...named, numbers('edges', [N, 2], (at) => (at % 2 === 0 ? at / 2 : ((at + 1) / 2) % N), 'i64')]);
    expect(role('edges')).toMatchObject({ kind: 'context-graph', form: 'edges' });
    expect(complete).toBe(true);
  });

  it('masks go to their contexts, and one without a context to all', async () => {
    const { role, check } = await guessOf([...named, graph, numbers('present_T200', [N], () => 1, 'bool'), numbers('present_T400', [N], () => 1, 'bool')]);
    expect(role('present_T200')).toEqual({ kind: 'presence', context: 200 });
    expect(check.plan!.presence.map((piece) => piece!.array)).toEqual(['present_T200', 'present_T400']);
    const all = await guessOf([...named, graph, numbers('seen_mask', [N], () => 1, 'bool')]);
    expect(all.role('seen_mask')).toEqual({ kind: 'presence', context: null });
  });

  it('token counts are counts', async () => {
    const { role } = await guessOf([...named, graph, numbers('token_counts_T200', [N], (at) => 5 + at, 'i64')]);
    expect(role('token_counts_T200')).toEqual({ kind: 'counts', context: 200 });
  });

  it('accuracy is placed by a list that has a column for each of its contexts, and only the known ones are kept', async () => {
    const list = numbers('Ts', [4], (at) => [100, 200, 300, 400][at]!, 'i64');
    const { role, check } = await guessOf([...named, graph, list, numbers('acc_per_walk', [3, 4], (at) => at / 12, 'f64')]);
    expect(role('acc_per_walk')).toEqual({ kind: 'accuracy', context: null });
    expect(check.plan!.accuracy).toEqual({ rows: 3, pieces: [{ array: 'acc_per_walk', offset: 1, stride: 4 }, { array: 'acc_per_walk', offset: 3, stride: 4 }] });
    expect(check.notes.join()).toContain('100 and 300');
  });

  it('accuracy that cannot be placed is left out and said to be', async () => {
    const { role, guess, complete } = await guessOf([...named, graph, numbers('acc_per_walk', [3, 7], (at) => at / 21, 'f64')]);
    expect(role('acc_per_walk')).toBeUndefined();
    expect(guess.leftOut[0]).toContain('acc_per_walk');
    expect(complete).toBe(true);
  });

  it('values beyond 0 to 1 are no accuracy', async () => {
    const { role } = await guessOf([...named, graph, numbers('acc', [2], (at) => 50 + at, 'f64'), numbers('Ts', [2], (at) => [200, 400][at]!, 'i64')]);
    expect(role('acc')).toBeUndefined();
  });

  it('months and weekdays bring the calendar, other words do not', async () => {
    const days = ['Thursday', 'Monday', 'Sunday', 'Tuesday', 'Saturday', 'Friday', 'Wednesday'];
    const week = await guessOf([means('class_means_L3_T200', [7, 9]), ringMatrix('adjacency', 7), words('labels', days)]);
    expect(week.guess.mapping.calendar).toBe(true);
    expect((await guessOf([...named, graph, labels])).guess.mapping.calendar).toBe(false);
  });
});

describe('a file without class means', () => {
  it('says so and is not complete', async () => {
    const { guess, complete } = await guessOf([words('words', WORDS), numbers('x', [4], () => 1)]);
    expect(guess.unclear[0]).toContain('No array looks like class means');
    expect(complete).toBe(false);
  });
});

describe('any order of the arrays', () => {
  const pool = [
    means('class_means_T200', [N, 9]), means('class_means_T400', [N, 9], 2), ringMatrix('A_primary', N), numbers('A_other', [N, N], (at) => at % 2),
    labels, words('names', [...WORDS].reverse()), numbers('Ts', [3], (at) => [100, 200, 400][at]!, 'i64'), numbers('layer', [], () => 26, 'i64'), numbers('acc', [2, 3], () => 0.5, 'f64'),
    numbers('acc_mean', [3], () => 0.5, 'f64'), numbers('present_T200', [N], () => 1, 'bool'), numbers('counts_T400', [N], () => 3, 'i64'), means('resid', [3, N, 9], 5),
  ];

  it('gives the same guess', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(pool, { minLength: 1 }), fc.infiniteStream(fc.nat()), async (arrays, keys) => {
        const once = (await guessOf(arrays)).guess;
        const order = arrays.map((array) => ({ array, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect((await guessOf(order.map(({ array }) => array))).guess).toEqual(once);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'T', 'layer_99999999999', 'T99999999999999'), fc.stringMatching(/^[A-Z]{1,3}[_.]?\d{1,9}$/)), { minLength: 1, maxLength: 6 }), fc.array(fc.nat(4), { maxLength: 4 }), async (names, shape) => {
        const { guess } = await guessOf(names.map((name, at) => means(name, at % 2 === 0 ? shape : [N, 9])));
        expect(new Set(guess.mapping.roles.map(({ array }) => array)).size).toBe(guess.mapping.roles.length);
      }),
      { numRuns: 60 },
    );
  });
});

const reference = (name: string): URL => new URL(`../../../../shared/reference/${name}.npz`, import.meta.url);
const absent = !existsSync(reference('llama31-8b-grid16')) || !existsSync(reference('llama31-8b-months-permuted'));
if (absent) console.warn('reference class means are not here: guessing them is skipped');

describe.skipIf(absent)('the class means of Llama-3.1-8B', () => {
  it.each([['llama31-8b-grid16', 16, false], ['llama31-8b-months-permuted', 12, true]])('%s is guessed whole', async (name, nodes, calendar) => {
    const file = await openArrayFile(memoryByteSource(`${name}.npz`, readFileSync(reference(name))));
    const listing = await inspectArrays(file);
    const guess = guessMapping(listing);
    expect(isComplete(listing, guess)).toBe(true);
    const { plan } = planImport(listing, guess.mapping);
    expect(plan).toMatchObject({ nodes, hiddenSize: 4096, contexts: [200, 400, 1400], layers: [26], labels: 'walk_words', calendar, contextGraph: { array: 'A_primary' } });
    // The columns of acc_per_walk are the contexts in Ts: 60, 80, 100, 150, 200, 300, 400, ... 1400.
    expect(plan!.accuracy!.pieces.map((piece) => piece!.offset)).toEqual([4, 6, 11]);
    expect(plan!.accuracy!.rows).toBe(8);
    expect(plan!.presence.every((piece) => piece !== null)).toBe(true);
  });
});

describe('arrays named for class means', () => {
  it('win over longer ones that are named as activations', async () => {
    const { role } = await guessOf([means('activations', [3, N, 9]), means('class_means', [N, 9], 2), graph, labels, numbers('layer', [], () => 3, 'i64'), numbers('contexts', [3], (at) => 100 * (at + 1), 'i64')]);
    expect(role('class_means')).toMatchObject({ kind: 'means' });
    expect(role('activations')).toBeUndefined();
  });
});
