import { describe, expect, it } from 'vitest';
import { spectralEmbedding } from '../../../src/core/geometry/graphModes.ts';
import type { Edge } from '../../../src/core/recording/types.ts';

const ring = (n: number): Edge[] => Array.from({ length: n }, (_, i) => [i, (i + 1) % n] as const);
const circle = (n: number): Float64Array => Float64Array.from({ length: 2 * n }, (_, at) => (at % 2 === 0 ? Math.cos : Math.sin)((2 * Math.PI * Math.floor(at / 2)) / n));

describe('spectral embedding', () => {
  it('of a ring has the known eigenvalues, in pairs', () => {
    const { eigenvalues, spaces } = spectralEmbedding(10, ring(10));
    expect(spaces.map(({ from, to }) => to - from)).toEqual([1, 2, 2, 2, 2, 1]);
    spaces.forEach(({ eigenvalue }, k) => expect(eigenvalue).toBeCloseTo(2 - 2 * Math.cos((2 * Math.PI * k) / 10), 10));
    expect([...eigenvalues]).toEqual([...eigenvalues].sort((a, b) => a - b));
  });

  it('spans the circle in its first non-constant space', () => {
    const n = 10;
    const { vectors } = spectralEmbedding(n, ring(n));
    const plane = vectors.subarray(n, 3 * n);
    for (const offset of [0, 1]) {
      const wave = Float64Array.from({ length: n }, (_, i) => circle(n)[2 * i + offset]!);
      const inside = [0, 1].map((k) => wave.reduce((sum, value, i) => sum + value * plane[k * n + i]!, 0));
      expect(Math.hypot(...inside)).toBeCloseTo(Math.hypot(...wave), 10);
    }
  });

  it('has a zero for every component of the graph', () => {
    expect(spectralEmbedding(5, [[0, 1], [2, 3]]).spaces[0]).toMatchObject({ from: 0, to: 3 });
  });
});
