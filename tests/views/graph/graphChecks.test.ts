import { describe, expect, it } from 'vitest';
import type { Edge } from '../../../src/core/recording/types.ts';
import { emptyDraft, withEdges } from '../../../src/state/graphs/draftGraph.ts';
import { graphChecks, isWalkable } from '../../../src/views/graph/graphChecks.ts';
import { LAYOUTS, layOut } from '../../../src/views/graph/layouts.ts';

const draft = (nodes: number, edges: readonly Edge[], directed = false) =>
  withEdges(emptyDraft(Array.from({ length: nodes }, (_, i) => `w${i}`)), edges, directed);
const ring = (nodes: number): readonly Edge[] => Array.from({ length: nodes }, (_, i) => [i, (i + 1) % nodes]);
const facts = (of: ReturnType<typeof draft>) => Object.fromEntries(graphChecks(of).map(({ name, value }) => [name, value]));

describe('the facts of a drawn graph', () => {
  it('are those of an even and an odd ring', () => {
    expect(facts(draft(6, ring(6)))).toEqual({ Size: '6 nodes, 6 edges', Connected: 'yes', Neighbours: '2 each', Bipartite: 'yes' });
    expect(facts(draft(5, ring(5)))['Bipartite']).toBe('no');
  });

  it('count the parts and the words without an edge', () => {
    const checks = graphChecks(draft(6, [[0, 1], [2, 3]]));
    expect(checks[1]).toEqual({ name: 'Connected', value: 'no, 4 parts, 2 without an edge', caution: true });
    expect(checks[2]!.value).toBe('0 to 1');
  });

  it('tell a directed ring from a directed path', () => {
    expect(facts(draft(4, ring(4), true))).toMatchObject({ Connected: 'yes', 'Arrows out': '1 each', 'Arrows in': '1 each' });
    expect(facts(draft(4, [[0, 1], [1, 2], [2, 3]], true))).toMatchObject({ Connected: 'not along the arrows', 'Arrows out': '0 to 1' });
    expect(isWalkable(draft(4, ring(4), true))).toBe(true);
    expect(isWalkable(draft(4, [[0, 1], [1, 2], [2, 3]], true))).toBe(false);
  });
});

describe('the layouts', () => {
  const graphs = [draft(2, []), draft(2, [[0, 1]]), draft(7, ring(7)), draft(9, [[0, 1], [3, 4]]), draft(40, ring(40)), draft(3, [[0, 1]], true)];
  it.each(LAYOUTS.map(({ id }) => id))('give every node a finite place in the square, the same each time: %s', (kind) => {
    for (const graph of graphs) {
      const points = layOut(kind, graph);
      expect(points).toHaveLength(graph.labels.length);
      expect(points.flat().every((value) => Math.abs(value) <= 1 + 1e-12)).toBe(true);
      expect(layOut(kind, graph)).toEqual(points);
    }
  });

  it('draw a ring as a ring from its eigenvectors', () => {
    const points = layOut('spectral', draft(12, ring(12)));
    const lengths = ring(12).map(([a, b]) => Math.hypot(points[a]![0] - points[b]![0], points[a]![1] - points[b]![1]));
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.2);
  });
});
