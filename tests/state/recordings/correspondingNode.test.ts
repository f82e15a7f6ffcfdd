import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correspondingNode } from '../../../src/state/recordings/correspondingNode.ts';
import type { LayoutPoint, RecordingMetadata } from '../../../src/core/recording/types.ts';
import { syntheticInfo } from '../../helpers/syntheticAnalysis.ts';

const base = (await syntheticInfo()).metadata;
let made = 0;

function recording(layout: readonly LayoutPoint[] | null, edges: readonly (readonly [number, number])[], labels: readonly string[]): RecordingMetadata {
  return {
    ...base,
    id: `made-${++made}`,
    nodes: labels.map((label) => ({ label, tokenId: null })),
    graphs: [{ id: 'g', role: 'context', title: 'g', directed: false, edges, layout }],
  };
}

const words = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

function ring(n: number, labels = words(n, `ring${n}-`)): RecordingMetadata {
  const at = (i: number): LayoutPoint => [Math.cos((2 * Math.PI * i) / n), Math.sin((2 * Math.PI * i) / n)];
  return recording(Array.from({ length: n }, (_, i) => at(i)), Array.from({ length: n }, (_, i) => [i, (i + 1) % n] as const), labels);
}

function grid(rows: number, cols: number): RecordingMetadata {
  const layout = Array.from({ length: rows * cols }, (_, i): LayoutPoint => [i % cols, -Math.floor(i / cols)]);
  const edges = layout.flatMap((_, i) => [
    ...((i + 1) % cols === 0 ? [] : [[i, i + 1] as const]),
    ...(i + cols < rows * cols ? [[i, i + cols] as const] : []),
  ]);
  return recording(layout, edges, words(rows * cols, `grid${rows}x${cols}-`));
}

describe('the corresponding node', () => {
  it('is the same node within one recording', () => {
    const r = ring(6);
    expect([0, 3, 5].map((node) => correspondingNode(r, node, r))).toEqual([0, 3, 5]);
  });

  it('is the same word where both have the same words, wherever they lie', () => {
    const labels = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const turned = ['Mon', 'Thu', 'Sun', 'Wed', 'Sat', 'Tue', 'Fri'];
    const [a, b] = [ring(7, labels), ring(7, turned)];
    fc.assert(
      fc.property(fc.nat(6), (node) => {
        expect(turned[correspondingNode(a, node, b)!]).toBe(labels[node]);
      }),
      { seed: 5 },
    );
  });

  it('is nearest by angle on rings of other sizes', () => {
    const [small, large] = [ring(4), ring(12)];
    expect([0, 1, 2, 3].map((node) => correspondingNode(small, node, large))).toEqual([0, 3, 6, 9]);
    expect([0, 3, 6, 9, 10].map((node) => correspondingNode(large, node, small))).toEqual([0, 1, 2, 3, 3]);
    expect(correspondingNode(ring(3), 0, ring(32))).toBe(0);
    expect(correspondingNode(ring(32), 31, ring(3))).toBe(0);
  });

  it('keeps corners in corners between grids of other sizes and sides', () => {
    const [a, b] = [grid(4, 4), grid(3, 6)];
    expect([0, 3, 12, 15].map((node) => correspondingNode(a, node, b))).toEqual([0, 5, 12, 17]);
  });

  it('gives every node a partner that exists, and comes back to itself from a finer ring', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.integer({ min: 2, max: 4 }), fc.nat(19), (n, times, seed) => {
        const [small, large] = [ring(n), ring(n * times)];
        const node = seed % n;
        expect(correspondingNode(large, correspondingNode(small, node, large)!, small)).toBe(node);
      }),
      { seed: 6 },
    );
  });

  it('does not exist without layouts or outside the recording', () => {
    const plain = recording(null, [[0, 1]], ['x', 'y']);
    expect(correspondingNode(plain, 0, ring(4))).toBeNull();
    expect(correspondingNode(ring(4), 0, plain)).toBeNull();
    expect(correspondingNode(ring(4), 4, ring(8))).toBeNull();
  });
});
