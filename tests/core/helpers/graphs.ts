import fc from 'fast-check';
import type { Edge } from '../../../src/core/recording/types.ts';

/** The ring 0-1-...-(n-1)-0 in steps of `step`. */
export const ring = (n: number, step = 1): Edge[] => Array.from({ length: n }, (_, i): Edge => [i, (i + step) % n]);

/** rows x cols, row-major. */
export function grid(rows: number, cols: number): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < rows * cols; i++) {
    if (i % cols < cols - 1) edges.push([i, i + 1]);
    if (i + cols < rows * cols) edges.push([i, i + cols]);
  }
  return edges;
}

export const complete = (n: number): Edge[] => Array.from({ length: n }, (_, i) => Array.from({ length: i }, (_none, j): Edge => [j, i])).flat();
export const star = (n: number): Edge[] => Array.from({ length: n - 1 }, (_, i): Edge => [0, i + 1]);

/** The harmonic k of a ring of n as n points in the plane, row-major. */
export const harmonic = (n: number, k: number): Float64Array =>
  Float64Array.from({ length: 2 * n }, (_, at) => (at % 2 === 0 ? Math.cos : Math.sin)((2 * Math.PI * k * Math.floor(at / 2)) / n));

/** A random graph with at least one edge, and random points for its nodes. */
export const scenes = fc.integer({ min: 3, max: 9 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    seed: fc.nat(10_000),
    edges: fc.uniqueArray(
      fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([a, b]) => a < b).map(([a, b]): Edge => [a, b]),
      { minLength: 1, maxLength: 12, selector: (edge) => edge.join() },
    ),
  }),
);
