import { describe, expect, it } from 'vitest';
import type { ImportMapping } from '../../../src/core/import/mapping.ts';
import { axesFor, choiceOf, choicesFor, roleOf, withAxes, withChoice, withRole } from '../../../src/state/opening/mappingEdits.ts';

const EMPTY: ImportMapping = { roles: [], title: '', model: '', contexts: null, layers: null, builtGraph: { kind: 'ring' }, calendar: false };

const of = (name: string, ...shape: number[]) => ({ name, shape });

describe('choosing what an array is', () => {
  it('offers what its type and shape allow, and always what it is now', () => {
    expect(choicesFor({ dtype: 'text', shape: [4] }, 'ignore')).toEqual(['ignore', 'labels']);
    expect(choicesFor({ dtype: 'f32', shape: [4, 5] }, 'ignore')).not.toContain('context-graph:adjacency');
    expect(choicesFor({ dtype: 'f32', shape: [4, 4] }, 'ignore')).toContain('context-graph:adjacency');
    expect(choicesFor({ dtype: 'i64', shape: [9, 2] }, 'ignore')).toContain('context-graph:edges');
    expect(choicesFor({ dtype: 'f32', shape: [2, 3, 4, 5] }, 'ignore')).toEqual(['ignore', 'means']);
    expect(choicesFor({ dtype: 'f32', shape: [1, 2, 3, 4, 5] }, 'ignore')).toEqual(['ignore']);
  });

  it('takes context and layer from the name', () => {
    const mapping = withChoice(EMPTY, of('L4_T200', 6, 9), 'means');
    expect(roleOf(mapping, 'L4_T200')).toEqual({ kind: 'means', axes: ['words', 'dimensions'], context: 200, layer: 4 });
    expect(choiceOf(roleOf(mapping, 'L4_T200'))).toBe('means');
    expect(roleOf(withChoice(EMPTY, of('present_T40'), 'presence'), 'present_T40')).toEqual({ kind: 'presence', context: 40 });
  });

  it('takes a role that only one array may have away from the other', () => {
    const mapping = withChoice(withChoice(EMPTY, of('a'), 'labels'), of('b'), 'labels');
    expect(mapping.roles.map(({ array }) => array)).toEqual(['b']);
    const graphs = withChoice(withChoice(EMPTY, of('g'), 'context-graph:adjacency'), of('h'), 'context-graph:edges');
    expect([roleOf(graphs, 'g'), choiceOf(roleOf(graphs, 'h'))]).toEqual([null, 'context-graph:edges']);
    expect(graphs.builtGraph).toBeNull();
  });

  it('keeps roles by name and one an array', () => {
    const mapping = withChoice(withChoice(withChoice(EMPTY, of('c'), 'presence'), of('a'), 'counts'), of('c'), 'accuracy');
    expect(mapping.roles.map(({ array, role }) => [array, role.kind])).toEqual([['a', 'counts'], ['c', 'accuracy']]);
    expect(withChoice(mapping, of('c'), 'ignore').roles).toHaveLength(1);
    expect(withRole(mapping, 'a', null).roles).toHaveLength(1);
  });
});

describe('choosing what the axes of class means are', () => {
  const entry = (name: string, ...shape: number[]) => ({ name, shape, dtype: 'f32' as const, numbers: null, texts: null, matrix: null });
  const arrays = [entry('L1_T20', 9, 4), entry('L1_T40', 9, 4), entry('other', 4, 9)];
  const chosen = arrays.reduce((mapping, array) => withChoice(mapping, array, 'means'), EMPTY);
  const axesOf = (mapping: ImportMapping) => mapping.roles.map(({ role }) => (role.kind === 'means' ? role.axes.join() : role.kind));

  it('offers every order once, the usual first, and what it is now', () => {
    expect(axesFor({ shape: [4, 9] }, ['words', 'dimensions'])).toEqual([['words', 'dimensions'], ['dimensions', 'words']]);
    for (const [shape, count] of [[[2, 4, 9], 12], [[2, 3, 4, 9], 24]] as const) {
      const orders = axesFor({ shape }, ['words', 'dimensions']).map((axes) => axes.join());
      expect([orders.length, new Set(orders).size, orders[0]]).toEqual([count + 1, count + 1, 'words,dimensions']);
    }
    expect(axesFor({ shape: [2, 4, 9] }, ['contexts', 'words', 'dimensions'])[0]).toEqual(['contexts', 'words', 'dimensions']);
  });

  it('goes for all arrays of the same shape', () => {
    expect(axesOf(withAxes(chosen, { arrays }, 'L1_T20', ['dimensions', 'words']))).toEqual(['dimensions,words', 'dimensions,words', 'words,dimensions']);
  });

  it('is taken over by the next array with as many axes', () => {
    const turned = withAxes(withChoice(EMPTY, arrays[0]!, 'means'), { arrays }, 'L1_T20', ['dimensions', 'words']);
    expect(axesOf(withChoice(turned, arrays[1]!, 'means'))).toEqual(['dimensions,words', 'dimensions,words']);
    expect(axesOf(withChoice(EMPTY, of('means_T200', 2, 4, 9), 'means'))).toEqual(['layers,words,dimensions']);
  });
});
