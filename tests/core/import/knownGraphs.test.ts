import { describe, expect, it } from 'vitest';
import { builtEdges, builtShape } from '../../../src/core/import/knownGraphs.ts';
import { hexNodes } from '../../../src/core/import/graphText.ts';

describe('graphs that are named', () => {
  it('a honeycomb is numbered as the recorder numbers it: hex_lattice(2, 3) of contextscope.tasks.graphs', () => {
    expect(builtEdges({ kind: 'hex', rows: 2, cols: 3 }, 22)).toEqual(HEX_2_3);
    const { layout } = builtShape({ kind: 'hex', rows: 2, cols: 3 }, 22);
    expect(layout).toHaveLength(22);
    for (const [a, b] of HEX_2_3) expect(Math.hypot(layout![a]![0] - layout![b]![0], layout![a]![1] - layout![b]![1])).toBeCloseTo(1, 9);
  });

  it.each([[1, 1], [3, 3], [2, 5], [4, 2]])('a honeycomb of %i x %i has as many nodes as its formula says, all joined', (rows, cols) => {
    const nodes = hexNodes(rows, cols);
    expect(new Set(builtEdges({ kind: 'hex', rows, cols }, nodes).flat()).size).toBe(nodes);
  });

  it('chain, star and complete graph have their edges', () => {
    expect(builtEdges({ kind: 'chain' }, 4)).toEqual([[0, 1], [1, 2], [2, 3]]);
    expect(builtEdges({ kind: 'star' }, 4)).toEqual([[0, 1], [0, 2], [0, 3]]);
    expect(builtEdges({ kind: 'complete' }, 4)).toHaveLength(6);
  });
});

const HEX_2_3: readonly (readonly [number, number])[] = [
  [0, 1], [0, 5], [1, 2], [2, 3], [2, 7], [3, 4], [4, 9], [5, 6], [6, 7], [6, 12], [7, 8], [8, 9], [8, 14], [9, 10], [10, 16], [11, 12], [11, 17], [12, 13], [13, 14], [13, 19], [14, 15], [15, 16], [15, 21], [17, 18], [18, 19], [19, 20], [20, 21],
];
