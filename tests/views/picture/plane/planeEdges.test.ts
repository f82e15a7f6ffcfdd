import { describe, expect, it } from 'vitest';
import type { RecordingGraph } from '../../../../src/core/recording/types.ts';
import { type EdgeShare, PathText, writeEdges } from '../../../../src/views/picture/plane/planeEdges.ts';
import { nodeRadius } from '../../../../src/views/picture/plane/planeNodes.ts';

const graph = (directed: boolean): RecordingGraph => ({ id: 'g', role: 'context', title: 'g', directed, edges: [[0, 1], [1, 2], [2, 2]], layout: null });
const lines = new PathText();
const heads = new PathText();

function edgePaths(edges: RecordingGraph, screen: Float64Array, share: EdgeShare = 'all', active: readonly number[] = []) {
  lines.begin();
  heads.begin();
  writeEdges(edges, screen, 8, share, active, lines, heads);
  return { lines: lines.end(), heads: heads.end() };
}

describe('writeEdges', () => {
  it('draws an undirected edge from centre to centre and leaves loops out', () => {
    expect(edgePaths(graph(false), Float64Array.of(0, 0, 100, 0, 100, 50))).toEqual({ lines: 'M0,0L100,0M100,0L100,50', heads: '' });
  });

  it('stops a directed edge at the rim of its target, with the tip of its head there', () => {
    const drawn = edgePaths(graph(true), Float64Array.of(0, 0, 100, 0, NaN, NaN));
    expect(drawn.lines).toBe('M0,0L90,0');
    expect(drawn.heads.startsWith('M90,0L')).toBe(true);
  });

  it('leaves out edges with a missing end and edges not wanted', () => {
    expect(edgePaths(graph(false), Float64Array.of(0, 0, NaN, NaN, 100, 50)).lines).toBe('');
    const three = Float64Array.of(0, 0, 1, 1, 2, 2);
    expect(edgePaths(graph(false), three, 'touched', [2]).lines).toBe('M1,1L2,2');
    expect(edgePaths(graph(false), three, 'rest', [2]).lines).toBe('M0,0L1,1');
  });
});

describe('nodeRadius', () => {
  it('shrinks with the number of nodes and grows with the room, within limits', () => {
    expect(nodeRadius(36, 500)).toBeLessThan(nodeRadius(16, 500));
    expect(nodeRadius(36, 900)).toBeGreaterThan(nodeRadius(36, 400));
    expect(nodeRadius(400, 200)).toBeGreaterThanOrEqual(4);
    expect(nodeRadius(2, 2000)).toBeLessThanOrEqual(8.5);
  });
});
