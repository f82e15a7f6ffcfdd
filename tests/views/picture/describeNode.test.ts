import { describe, expect, it } from 'vitest';
import { describeNode, graphPlace } from '../../../src/views/picture/describeNode.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const grid = syntheticResult({ kind: 'grid', rows: 4, cols: 4 }, { lateNodes: [2] });

describe('words of a node', () => {
  it('name the row and column on a grid, the place on a ring', () => {
    expect(graphPlace(grid.info.metadata, 13)).toBe('row 4, column 2');
    expect(graphPlace(syntheticResult({ kind: 'weekdays', step: 3 }).info.metadata, 3)).toBe('place 2 of 7 on the ring');
  });

  it('tell the evidence, or that there is none', () => {
    const tokens = grid.analysis.tokenCounts[5 * 16 + 13]!;
    expect(describeNode(grid, 13, 5)).toBe(`math, row 4, column 2, ${tokens} tokens`);
    expect(describeNode(grid, 2, 0)).toBe('car, row 1, column 3, missing in this window');
  });
});
