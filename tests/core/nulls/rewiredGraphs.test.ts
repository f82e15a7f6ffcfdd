import { describe, expect, it } from 'vitest';
import { neighbourLists, undirectedEdges } from '../../../src/core/geometry/graph.ts';
import { rewiredGraph } from '../../../src/core/nulls/rewiredGraphs.ts';
import type { Edge } from '../../../src/core/recording/types.ts';
import { complete, grid, ring, star } from '../helpers/graphs.ts';

const degrees = (n: number, edges: readonly Edge[]): number[] => neighbourLists(n, edges).map((list) => list.length);

describe('rewiring', () => {
  it.each([['ring of 12', 12, ring(12)], ['grid 4x4', 16, grid(4, 4)], ['ring of 4', 4, ring(4)]] as const)('of a %s keeps degrees and makes no loop or repeated edge', (_, n, edges) => {
    for (let seed = 0; seed < 30; seed++) {
      const rewired = rewiredGraph(edges, seed);
      if (!rewired.ok) throw new Error(rewired.reason);
      expect(degrees(n, rewired.edges)).toEqual(degrees(n, edges));
      expect(undirectedEdges(rewired.edges)).toHaveLength(edges.length);
    }
  });

  it('gives the same graph for the same seed and another for another', () => {
    expect(rewiredGraph(grid(4, 4), 5)).toEqual(rewiredGraph(grid(4, 4), 5));
    expect(rewiredGraph(grid(4, 4), 5)).not.toEqual(rewiredGraph(grid(4, 4), 6));
  });

  it('reaches the three rings on four nodes equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 900; seed++) {
      const rewired = rewiredGraph(ring(4), seed);
      if (!rewired.ok) throw new Error(rewired.reason);
      const key = rewired.edges.map((edge) => edge.join('')).sort().join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(3);
    for (const count of counts.values()) expect(Math.abs(count - 300)).toBeLessThan(75);
  });

  it.each([['complete graph', complete(5)], ['star', star(6)], ['triangle', ring(3)], ['graph without edges', []]] as const)('of a %s is refused in words', (_, edges) => {
    const refused = rewiredGraph(edges, 1);
    expect(refused.ok).toBe(false);
    expect(refused.ok ? '' : refused.reason).toContain('no double edge swap');
  });
});
