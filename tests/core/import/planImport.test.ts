import { describe, expect, it } from 'vitest';
import type { ArrayRole, ImportMapping } from '../../../src/core/import/mapping.ts';
import { planImport } from '../../../src/core/import/planImport.ts';
import { listing } from '../helpers/memoryArrays.ts';

const f32 = (name: string, ...shape: number[]) => ({ name, dtype: 'f32' as const, shape });
const MEANS = { kind: 'means', axes: ['words', 'dimensions'], context: 200, layer: 3 } as const;
const STACK = { kind: 'means', axes: ['contexts', 'words', 'dimensions'], context: null, layer: 3 } as const;

function mapping(roles: Record<string, ArrayRole>, more: Partial<ImportMapping> = {}): ImportMapping {
  const sorted = Object.entries(roles).map(([array, role]) => ({ array, role })).sort((a, b) => (a.array < b.array ? -1 : 1));
  return { roles: sorted, title: '', model: '', contexts: null, layers: null, builtGraph: { kind: 'ring' }, calendar: false, ...more };
}

const issuesOf = (...input: Parameters<typeof planImport>) => planImport(...input).issues.map(({ array, message, remedy }) => `${array}: ${message} ${remedy}`).join('\n');

describe('a mapping is refused with the arrays, their shapes and a way out', () => {
  it.each([
    ['nothing chosen', mapping({}), 'No array is chosen as class means'],
    ['an array that is gone', mapping({ z: MEANS }), 'no array named "z"'],
    ['axes that do not fit', mapping({ a: STACK }), 'a: Array "a" has the shape [4, 5], which cannot be contexts × words × dimensions. Choose what its axes are'],
    ['sizes that differ', mapping({ a: MEANS, b: { ...MEANS, context: 400 } }), 'b: Array "b" holds 3 words in 5 dimensions, but "a" 4 in 5'],
    ['two for one cell', mapping({ a: MEANS, c: MEANS }), 'Arrays "a" and "c" both hold layer 3 at context 200'],
    ['a context left open', mapping({ a: { ...MEANS, context: null } }), 'The context of array "a" is not known. Type the contexts'],
    ['a layer left open', mapping({ a: { ...MEANS, layer: null } }), 'The layer of array "a" is not known'],
    ['a context of 0', mapping({ a: { ...MEANS, context: 0 } }), '0 is no context'],
    ['a layer without all contexts', mapping({ a: MEANS, c: { ...MEANS, layer: 5, context: 400 } }), 'Layer 3 has no class means at context 400'],
    ['text as numbers', mapping({ w: MEANS }), 'w: Array "w" holds text'],
    ['too few contexts for a stack', mapping({ s: STACK }, { contexts: [1, 2] }), 'stacks 3 contexts, but the list that you typed has 2'],
    ['a context named twice', mapping({ s: STACK }, { contexts: [1, 2, 2] }), 'name one twice: 1, 2 and 2'],
    ['no graph', mapping({ a: MEANS }, { builtGraph: null }), 'No graph is chosen'],
    ['a grid that does not fit', mapping({ a: MEANS }, { builtGraph: { kind: 'grid', rows: 3, cols: 3 } }), 'A grid of 3 x 3 has 9 words; there are 4'],
    ['a matrix of another size', mapping({ a: MEANS, b: { kind: 'context-graph', form: 'adjacency', above: 0 } }, { builtGraph: null }), 'b: Array "b" has the shape [3, 5]; an adjacency matrix has [4, 4]'],
    ['edges that are no pairs', mapping({ a: MEANS, b: { kind: 'context-graph', form: 'edges', above: 0 } }, { builtGraph: null }), 'a list of edges has [edges, 2]'],
    ['too few words', mapping({ a: MEANS, w: { kind: 'labels' } }), 'w: Array "w" has the shape [3]; 4 words are expected, as many as the class means hold. Choose what the axes'],
    ['numbers as words', mapping({ a: MEANS, b: { kind: 'labels' } }), 'holds numbers, not words'],
    ['a mask of another context', mapping({ a: MEANS, m: { kind: 'presence', context: 400 } }), 'm: Array "m" belongs to context 400'],
    ['a mask of another length', mapping({ a: MEANS, b: { kind: 'presence', context: null } }), 'expected [4], one value a word'],
    ['accuracy of other contexts', mapping({ a: MEANS, b: { kind: 'accuracy', context: null } }), 'b: Array "b" has the shape [3, 5]; accuracy has one column for each of 1 contexts'],
    ['accuracy of a context without means', mapping({ a: MEANS, m: { kind: 'accuracy', context: 400 } }), 'of which there are no class means'],
  ])('%s', (_, given, told) => {
    const arrays = [f32('a', 4, 5), f32('b', 3, 5), f32('c', 4, 5), f32('s', 3, 4, 5), f32('m', 4), { name: 'w', dtype: 'text' as const, shape: [3] }];
    expect(issuesOf(listing(arrays), given)).toContain(told);
    expect(planImport(listing(arrays), given).plan).toBeNull();
  });

  it('sizes beyond what is read are refused before anything is allocated', () => {
    const told = issuesOf(listing([f32('a', 5000, 70_000)]), mapping({ a: MEANS }));
    expect(told).toContain('words is 5000; at most 4096');
    expect(told).toContain('hidden size is 70000');
  });
});

describe('a mapping that fits', () => {
  it('finds every piece of an array stacked over layers and contexts', () => {
    const given = mapping({ s: { kind: 'means', axes: ['layers', 'contexts', 'words', 'dimensions'], context: null, layer: null } }, { contexts: [400, 100], layers: [9, 4] });
    const { plan } = planImport(listing([f32('s', 2, 2, 3, 5)]), given);
    expect(plan).toMatchObject({ contexts: [100, 400], layers: [4, 9], nodes: 3, hiddenSize: 5 });
    // Layer 9 is first along the array and context 400 before 100.
    expect(plan!.means.map((row) => row.map(({ offset }) => offset / 15))).toEqual([[3, 2], [1, 0]]);
  });

  it('takes accuracy of contexts by sequences as well as of sequences by contexts', () => {
    const given = mapping({ a: { ...MEANS, context: 100 }, b: { ...MEANS, context: 200 }, acc: { kind: 'accuracy', context: null } });
    const stack = (...shape: number[]) => planImport(listing([f32('a', 4, 5), f32('b', 4, 5), f32('acc', ...shape)]), given).plan!.accuracy;
    expect(stack(7, 2)).toEqual({ rows: 7, pieces: [{ array: 'acc', offset: 0, stride: 2 }, { array: 'acc', offset: 1, stride: 2 }] });
    expect(stack(2, 7)).toEqual({ rows: 7, pieces: [{ array: 'acc', offset: 0, stride: 1 }, { array: 'acc', offset: 7, stride: 1 }] });
    expect(stack(2)).toMatchObject({ rows: 1 });
  });

  it('says that words without an array are numbered', () => {
    expect(planImport(listing([f32('a', 4, 5)]), mapping({ a: MEANS })).notes.join()).toContain('they are numbered');
  });
});
