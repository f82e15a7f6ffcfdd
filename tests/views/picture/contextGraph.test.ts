import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordingGraph } from '../../../src/core/recording/types.ts';
import { cyclePositions, graphShape, neighboursOf } from '../../../src/views/picture/contextGraph.ts';
import { gridEdges, ringEdges, syntheticResult } from '../helpers/syntheticResult.ts';

const graph = (edges: RecordingGraph['edges']): RecordingGraph => ({ id: 'g', role: 'context', title: 'g', directed: false, edges, layout: null });

describe('cyclePositions', () => {
  it('walks a ring in steps of its stride, whatever the order of the edges', () => {
    fc.assert(
      fc.property(fc.constantFrom(5, 7, 11, 13), fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat()), (n, step, random) => {
        const edges = [...ringEdges(n, step)];
        for (let i = edges.length - 1; i > 1; i--) {
          const j = 1 + (random.next().value as number) % i;
          [edges[i], edges[j]] = [edges[j]!, edges[i]!];
        }
        const positions = cyclePositions(graph(edges), n)!;
        for (let i = 0; i < n; i++) expect(positions[(i * step) % n]).toBe(i);
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });

  it('sees no cycle in a grid, in two separate rings or in two nodes', () => {
    expect(cyclePositions(graph(gridEdges(3, 3)), 9)).toBeNull();
    expect(cyclePositions(graph([...ringEdges(3), [3, 4], [4, 5], [5, 3]]), 6)).toBeNull();
    expect(cyclePositions(graph([[0, 1], [1, 0]]), 2)).toBeNull();
  });
});

describe('neighboursOf', () => {
  it('ignores directions, loops and repeats', () => {
    expect(neighboursOf(graph([[0, 1], [1, 0], [2, 2], [2, 1]]), 4)).toEqual([[1], [0, 2], [1], []]);
  });
});

describe('graphShape', () => {
  it('keeps a grid as laid out, the aspect included, inside the unit square', () => {
    const shape = graphShape(syntheticResult({ kind: 'grid', rows: 2, cols: 4 }).info.metadata);
    expect(shape.kind).toBe('layout');
    expect(shape.points[0]).toEqual([-1, 1 / 3]);
    expect(shape.points[7]).toEqual([1, -1 / 3]);
  });

  it('puts a ring on the unit circle', () => {
    const shape = graphShape(syntheticResult({ kind: 'ring', n: 9 }).info.metadata);
    expect(shape.kind).toBe('cycle');
    for (const [x, y] of shape.points) expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
  });
});
