import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { guessMapping, isComplete } from '../../../src/core/import/guessMapping.ts';
import { importedRecording } from '../../../src/core/import/importedRecording.ts';
import { inspectArrays } from '../../../src/core/import/inspectArrays.ts';
import { type ImportMapping, type MeansAxis, readingsOf } from '../../../src/core/import/mapping.ts';
import { planImport } from '../../../src/core/import/planImport.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { arrayFile, numbers, ringMatrix, words, type MemoryArray } from '../helpers/memoryArrays.ts';

type Sizes = Readonly<Record<MeansAxis, number>>;

/** Unlike for every cell, whatever order the cells lie in; never 0. */
const cellValue = (at: Sizes): number => Math.sin(1 + at.words * 7.1 + at.dimensions * 3.7 + at.contexts * 1.3 + at.layers * 0.7) + 2;

/** The same class means with their axes in this order. */
function turned(name: string, axes: readonly MeansAxis[], sizes: Sizes): MemoryArray {
  const shape = axes.map((axis) => sizes[axis]);
  return numbers(name, shape, (place) => {
    const at: Record<MeansAxis, number> = { contexts: 0, layers: 0, words: 0, dimensions: 0 };
    let rest = place;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      at[axes[axis]!] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return cellValue(at);
  });
}

async function openedWith(arrays: readonly MemoryArray[], mapping: ImportMapping) {
  const file = arrayFile(arrays);
  const { plan, issues } = planImport(await inspectArrays(file), mapping);
  expect(issues).toEqual([]);
  const { recording } = await importedRecording(file, plan!, { byteLength: 1, created: '2026-01-01T00:00:00Z', notes: [] });
  const { counts, metadata } = recording.info;
  const { segments, windows, graphs, layers } = metadata;
  const analyses = [];
  for (const layer of layers) {
    const input = { residual: await recording.readLayer(layer), counts, segments, windows, graphs, nodes: plan!.nodes, hiddenSize: plan!.hiddenSize };
    analyses.push(runToEnd(analyseLayer(input, { layer, window: { kind: 'all' }, weighting: 'tokens', basis: { kind: 'joint' }, components: 2, axes: [0, 1] })));
  }
  return { counts: [...counts], metadata, analyses };
}

const mappingOf = (roles: ImportMapping['roles'], more: Partial<ImportMapping>): ImportMapping => ({ roles, title: '', model: '', contexts: null, layers: null, builtGraph: { kind: 'ring' }, calendar: false, ...more });

const sizesOf = fc.record({ contexts: fc.integer({ min: 1, max: 3 }), layers: fc.integer({ min: 1, max: 3 }), words: fc.integer({ min: 3, max: 5 }), dimensions: fc.integer({ min: 2, max: 6 }) });

describe('any order of the axes', () => {
  it('of a file gives the same analysis of every layer once the axes are chosen', async () => {
    await fc.assert(
      fc.asyncProperty(sizesOf, fc.integer({ min: 2, max: 4 }), fc.nat(), fc.boolean(), async (sizes, rank, pick, turnedMask) => {
        const readings = readingsOf(rank);
        const axes = readings[pick % readings.length]!;
        const usual = readings.find((reading) => [...reading].sort().join() === [...axes].sort().join())!;
        const own = { contexts: axes.includes('contexts') ? sizes.contexts : 1, layers: axes.includes('layers') ? sizes.layers : 1 };
        const present = (word: number, context: number): number => Number(word > 0 || context === own.contexts - 1);
        const mask = (asColumns: boolean): MemoryArray =>
          asColumns
            ? numbers('mask', [sizes.words, own.contexts], (at) => present(Math.floor(at / own.contexts), at % own.contexts))
            : numbers('mask', [own.contexts, sizes.words], (at) => present(at % sizes.words, Math.floor(at / sizes.words)));
        const open = (order: readonly MeansAxis[], asColumns: boolean) =>
          openedWith([turned('means', order, sizes), mask(asColumns)], mappingOf(
            [{ array: 'mask', role: { kind: 'presence', context: null } }, { array: 'means', role: { kind: 'means', axes: order, context: null, layer: null } }],
            { contexts: [10, 20, 40].slice(0, own.contexts), layers: [1, 5, 9].slice(0, own.layers) },
          ));
        // A square mask can only be read one way.
        expect(await open(axes, turnedMask && own.contexts !== sizes.words)).toEqual(await open(usual, false));
      }),
      { seed: 8, numRuns: 120 },
    );
  });
});

describe('guessing the axes', () => {
  const sizes: Sizes = { contexts: 3, layers: 2, words: 6, dimensions: 40 };
  const WORDS = ['apple', 'bird', 'car', 'egg', 'house', 'milk'];
  const layer = numbers('layer', [], () => 4, 'i64');
  const beside = [words('words', WORDS), ringMatrix('adjacency', 6), layer];
  const Ts = numbers('Ts', [3], (at) => [100, 200, 400][at]!, 'i64');

  async function guessOf(arrays: readonly MemoryArray[]) {
    const listing = await inspectArrays(arrayFile(arrays));
    const guess = guessMapping(listing);
    const means = guess.mapping.roles.find(({ role }) => role.kind === 'means')?.role;
    return { guess, axes: means?.kind === 'means' ? means.axes.join() : null, complete: isComplete(listing, guess), check: planImport(listing, guess.mapping) };
  }

  it.each<readonly MeansAxis[]>([
    ['words', 'dimensions', 'contexts'],
    ['dimensions', 'words', 'contexts'],
    ['words', 'contexts', 'dimensions'],
  ])('finds %s × %s × %s by the words and the contexts, and asks because it is unusual', async (...axes) => {
    const { guess, axes: found, complete, check } = await guessOf([turned('class_means', axes, sizes), Ts, ...beside]);
    expect(found).toBe(axes.join());
    expect(guess.unclear.join()).toContain(`read as ${axes.join(' × ')}, which is not the usual order. Choose its axes where that is wrong.`);
    expect(complete).toBe(false);
    expect(check.plan).toMatchObject({ nodes: 6, hiddenSize: 40, contexts: [100, 200, 400] });
  });

  it('finds dimensions × words of one context by the words alone', async () => {
    const { axes, guess } = await guessOf([turned('class_means_T200', ['dimensions', 'words'], sizes), ...beside]);
    expect(axes).toBe('dimensions,words');
    expect(guess.unclear).toHaveLength(1);
  });

  it('asks where as many dimensions as words make two orders fit, and takes the usual', async () => {
    const { axes, guess } = await guessOf([turned('class_means_T200', ['words', 'dimensions'], { ...sizes, dimensions: 6 }), ...beside]);
    expect(axes).toBe('words,dimensions');
    expect(guess.unclear.join()).toContain('dimensions × words would fit as well');
  });

  it('does not ask where the usual order fits alone', async () => {
    const { axes, guess, complete } = await guessOf([turned('class_means', ['contexts', 'words', 'dimensions'], sizes), Ts, ...beside]);
    expect([axes, guess.unclear, complete]).toEqual(['contexts,words,dimensions', [], true]);
  });

  it('offers an ascending list without a telling name as the contexts, and asks', async () => {
    const steps = numbers('x', [3], (at) => [50, 200, 800][at]!, 'i64');
    const { guess, complete, check } = await guessOf([turned('class_means', ['contexts', 'words', 'dimensions'], sizes), steps, ...beside]);
    expect(guess.mapping.roles).toContainEqual({ array: 'x', role: { kind: 'contexts' } });
    expect(guess.reasons.find(({ array }) => array === 'x')).toMatchObject({ confidence: 'unsure', reason: expect.stringContaining('does not say') as string });
    expect(guess.unclear).toEqual(['Are the contexts in "x" (50, 200 and 800)? Its name does not say so; they are taken from there.']);
    expect([complete, check.plan?.contexts]).toEqual([false, [50, 200, 800]]);
  });

  it.each([
    ['is named as contexts beside it', [numbers('x', [3], (at) => 10 * (at + 1), 'i64'), Ts]],
    ['only counts', [numbers('x', [3], (at) => at + 1, 'i64')]],
    ['does not ascend', [numbers('x', [3], (at) => [50, 20, 800][at]!, 'i64')]],
    ['is a list of seeds', [numbers('seeds', [3], (at) => 11 * (at + 1), 'i64')]],
  ])('takes no list where another one %s', async (_, lists) => {
    const { guess } = await guessOf([turned('class_means', ['contexts', 'words', 'dimensions'], sizes), ...lists, ...beside]);
    const taken = guess.mapping.roles.filter(({ role }) => role.kind === 'contexts').map(({ array }) => array);
    expect(taken).toEqual(lists.includes(Ts) ? ['Ts'] : []);
  });
});
