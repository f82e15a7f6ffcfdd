import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphLaplacian, neighbourLists, shortestPaths, undirectedEdges, UNREACHABLE } from '../../../src/core/geometry/graph.ts';
import { ring, scenes } from '../helpers/graphs.ts';

const runs = { seed: 11, numRuns: 80 };

describe('graphs', () => {
  it('become undirected, simple and loop-free', () => {
    expect(undirectedEdges([[1, 0], [0, 1], [2, 2], [2, 1]])).toEqual([[0, 1], [1, 2]]);
    expect(neighbourLists(4, [[1, 0], [2, 1]])).toEqual([[1], [0, 2], [1], []]);
  });

  it('have the path lengths of a ring', () => {
    const n = 9;
    const lengths = shortestPaths(n, ring(n));
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) expect(lengths[i * n + j]).toBe(Math.min((i - j + n) % n, (j - i + n) % n));
  });

  it('say where no path leads', () => {
    expect([...shortestPaths(3, [[0, 1]])]).toEqual([0, 1, UNREACHABLE, 1, 0, UNREACHABLE, UNREACHABLE, UNREACHABLE, 0]);
  });

  it('have Laplacian rows that sum to zero', () => {
    fc.assert(
      fc.property(scenes, ({ n, edges }) => {
        const L = graphLaplacian(n, edges);
        for (let i = 0; i < n; i++) expect(L.subarray(i * n, (i + 1) * n).reduce((sum, value) => sum + value, 0)).toBe(0);
      }),
      runs,
    );
  });
});
