import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  customGraphFault,
  customGraphId,
  customGraphsFor,
  onLayoutGrid,
  orderedEdges,
  wordsPrint,
  type CustomGraph,
} from '../../../src/state/graphs/customGraphs.ts';
import { LONGEST_GRAPHS_TEXT, readCustomGraphs, writeCustomGraphs } from '../../../src/state/graphs/customGraphText.ts';
import { customGraph } from '../../helpers/customGraph.ts';

const square: CustomGraph = {
  id: 'custom:square',
  title: 'Square',
  directed: false,
  nodes: 4,
  words: wordsPrint(['a', 'b', 'c', 'd']),
  edges: [[0, 1], [0, 3], [1, 2], [2, 3]],
  layout: null,
};
const write = (graphs: readonly CustomGraph[]) => writeCustomGraphs(graphs, encodeURIComponent);
const read = (text: string) => readCustomGraphs(text, decodeURIComponent);

describe('a graph of the reader\'s', () => {
  it('belongs to the recordings with its words in its order, and to no other', () => {
    const nodes = (labels: string) => ({ nodes: [...labels].map((label) => ({ label, tokenId: null })) });
    expect(customGraphsFor(nodes('abcd'), [square])).toEqual([
      { id: 'custom:square', role: 'reference', title: 'Square', directed: false, edges: square.edges, layout: null },
    ]);
    for (const other of ['abdc', 'abce', 'abcde', 'abc']) expect(customGraphsFor(nodes(other), [square])).toEqual([]);
  });

  it('has its edges in one order however they were drawn', () => {
    expect(orderedEdges([[2, 1], [0, 1], [1, 0], [3, 3]], false)).toEqual([[0, 1], [1, 2]]);
    expect(orderedEdges([[2, 1], [0, 1], [1, 0], [0, 1]], true)).toEqual([[0, 1], [1, 0], [2, 1]]);
  });

  it('gets an id that no other has and that stands in an address', () => {
    const taken: string[] = [];
    for (const title of ['My graph', 'my  graph!', '', '漢字', '<b>', 'x'.repeat(200)]) {
      const id = customGraphId(title, taken);
      expect(taken).not.toContain(id);
      expect(customGraphFault({ ...square, id })).toBeNull();
      taken.push(id);
    }
    expect(taken.slice(0, 2)).toEqual(['custom:my-graph', 'custom:my-graph-2']);
  });

  it.each([
    ['an edge to itself', { edges: [[1, 1]] }],
    ['an edge given twice', { edges: [[0, 1], [0, 1]] }],
    ['edges out of order', { edges: [[1, 2], [0, 1]] }],
    ['a turned edge', { edges: [[1, 0]] }],
    ['a node that is not there', { edges: [[0, 4]] }],
    ['half a node', { edges: [[0, 1.5]] }],
    ['too many nodes', { nodes: 5000 }],
    ['a recorded id', { id: 'ring' }],
    ['a prototype for an id', { id: '__proto__' }],
    ['no title', { title: '' }],
    ['a layout for other nodes', { layout: [[0, 0]] }],
    ['a layout that leaves the square', { layout: [[0, 0], [0, 0], [0, 0], [0, NaN]] }],
  ] as [string, Partial<CustomGraph>][])('is refused with %s', (_, change) => {
    expect(customGraphFault(square)).toBeNull();
    expect(customGraphFault({ ...square, ...change })).not.toBeNull();
  });
});

describe('the reader\'s graphs in an address', () => {
  it('read as documented', () => {
    expect(write([square]).text).toBe('square:Square:u4:' + square.words + ':0-1.0-3.1-2.2-3');
  });

  it('come back as they were, layout and all', () => {
    fc.assert(
      fc.property(fc.uniqueArray(customGraph, { minLength: 1, maxLength: 3, selector: ({ id }) => id }), (graphs) => {
        const { text, leftOut } = write(graphs);
        expect([...(read(text) ?? []), ...leftOut]).toEqual(graphs);
      }),
      { numRuns: 30 },
    );
  });

  it('are left out where there is no room, the small ones staying', () => {
    const layout = Array.from({ length: 400 }, (_, i) => onLayoutGrid([Math.sin(i), Math.cos(i)]));
    const edges = Array.from({ length: 399 }, (_, i) => [i, i + 1] as const);
    const big = { ...square, id: 'custom:big', nodes: 400, edges, layout };
    const { text, leftOut } = write([big, square]);
    expect(leftOut).toEqual([big]);
    expect(read(text)).toEqual([square]);
    expect(text.length).toBeLessThanOrEqual(LONGEST_GRAPHS_TEXT);
  });

  it.each([
    '', 'square', 'square:Square:u4:0f3c9a1b:1-0', 'square:Square:u4:0f3c9a1b:0-4', 'square:Square:x4:0f3c9a1b:0-1', 'square:Square:u4:nothash!:0-1',
    'square:Square:u4:0f3c9a1b:0-1:zz', 'square::u4:0f3c9a1b:0-1', '__proto__:Square:u4:0f3c9a1b:0-1', 'a:A:u4:0f3c9a1b:0-1,a:A:u4:0f3c9a1b:0-1',
    'square:Square:u4:0f3c9a1b:0-1::', 'square:Square:u999:0f3c9a1b:0-1', `square:${'x'.repeat(5000)}:u4:0f3c9a1b:`,
  ])('are not taken from %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
