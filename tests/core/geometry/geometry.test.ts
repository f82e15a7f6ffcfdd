import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphLaplacian, neighbourLists, shortestPaths, undirectedEdges, UNREACHABLE } from '../../../src/core/geometry/graph.ts';
import { averageRanks, averageRanksOfCounts, distanceCorrelation } from '../../../src/core/geometry/distanceCorrelation.ts';
import { capturedVariance, gramParticipationRatio, participationRatio } from '../../../src/core/geometry/variance.ts';
import { dirichletEnergy, normalisedDirichletEnergy } from '../../../src/core/geometry/dirichletEnergy.ts';
import { nearestNodes } from '../../../src/core/geometry/nearestNodes.ts';
import { spectralEmbedding } from '../../../src/core/geometry/graphModes.ts';
import { distancesFromGram, distancesFromPoints } from '../../../src/core/geometry/squaredDistances.ts';
import { directEigenpairs } from '../../../src/core/linalg/eigenpairs.ts';
import { gram } from '../../../src/core/linalg/gramPca.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import type { Edge } from '../../../src/core/recording/types.ts';
import { centredRows, product, randomOrthogonal, randomValues, relativeError } from '../helpers/randomRows.ts';

const ring = (n: number): Edge[] => Array.from({ length: n }, (_, i) => [i, (i + 1) % n] as const);
const circle = (n: number): Float64Array => Float64Array.from({ length: 2 * n }, (_, at) => (at % 2 === 0 ? Math.cos : Math.sin)((2 * Math.PI * Math.floor(at / 2)) / n));
const all = (d: number): number[] => [...Array(d).keys()];

/** A random graph with at least one edge, and random points for its nodes. */
const scenes = fc.integer({ min: 3, max: 9 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    seed: fc.nat(10_000),
    edges: fc.uniqueArray(
      fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([a, b]) => a < b).map(([a, b]): Edge => [a, b]),
      { minLength: 1, maxLength: 12, selector: (edge) => edge.join() },
    ),
  }),
);
const runs = { seed: 11, numRuns: 80 };

describe('Dirichlet energy', () => {
  it('equals 2 tr(H\' L H)', () => {
    fc.assert(
      fc.property(scenes, ({ n, seed, edges }) => {
        const H = randomValues(seed, n, 5);
        const LH = product(graphLaplacian(n, edges), H, n);
        const trace = H.reduce((sum, value, at) => sum + value * LH[at]!, 0);
        expect(dirichletEnergy(distancesFromPoints(H, 5, all(5)), n, edges)).toBeCloseTo(2 * trace, 9);
      }),
      runs,
    );
  });

  it('from the Gram matrix equals the one from points', () => {
    fc.assert(
      fc.property(scenes, ({ n, seed, edges }) => {
        const rows = centredRows(seed, n, 6);
        const present = Int32Array.from(all(n));
        const fromGram = distancesFromGram(runToEnd(gram(rows)), present, n);
        const fromPoints = distancesFromPoints(rows.values, 6, all(6));
        expect(relativeError(fromGram, fromPoints)).toBeLessThan(1e-12);
        expect(normalisedDirichletEnergy(fromGram, n, edges)).toBeCloseTo(normalisedDirichletEnergy(fromPoints, n, edges), 10);
      }),
      runs,
    );
  });

  it('normalised, does not change under rotation, translation, scaling and relabelling', () => {
    fc.assert(
      fc.property(scenes, fc.double({ min: 0.01, max: 50, noNaN: true }), ({ n, seed, edges }, factor) => {
        const H = randomValues(seed, n, 4);
        const turned = product(H, randomOrthogonal(seed + 1, 4), 4).map((value, at) => value * factor + (at % 4) - 2);
        const energy = normalisedDirichletEnergy(distancesFromPoints(H, 4, all(4)), n, edges);
        expect(normalisedDirichletEnergy(distancesFromPoints(turned, 4, all(4)), n, edges)).toBeCloseTo(energy, 9);
        const label = (i: number): number => (i + 1) % n;
        const relabelled = new Float64Array(n * 4);
        for (let i = 0; i < n; i++) relabelled.set(H.subarray(i * 4, i * 4 + 4), label(i) * 4);
        const moved = edges.map(([a, b]): Edge => [label(a), label(b)]);
        expect(normalisedDirichletEnergy(distancesFromPoints(relabelled, 4, all(4)), n, moved)).toBeCloseTo(energy, 9);
      }),
      runs,
    );
  });

  it('of a ring drawn as a circle is the ratio of known chords, and 1 on a complete graph', () => {
    const n = 12;
    const edge = 4 * Math.sin(Math.PI / n) ** 2;
    const squared = distancesFromPoints(circle(n), 2, [0, 1]);
    // All squared chords of n points on a unit circle from one point sum to 2n.
    expect(normalisedDirichletEnergy(squared, n, undirectedEdges(ring(n)))).toBeCloseTo(edge / ((2 * n) / (n - 1)), 12);
    const complete = all(n).flatMap((i) => all(n).filter((j) => j > i).map((j): Edge => [i, j]));
    expect(normalisedDirichletEnergy(squared, n, complete)).toBeCloseTo(1, 12);
  });

  it('leaves missing nodes out, and is NaN when no edge or no distance is left', () => {
    const points = Float64Array.of(0, 1, NaN, 5);
    const squared = distancesFromPoints(points, 1, [0]);
    expect(dirichletEnergy(squared, 4, [[0, 1], [1, 2], [2, 3]])).toBe(2);
    expect(normalisedDirichletEnergy(squared, 4, [[0, 1], [1, 2]])).toBeCloseTo(1 / ((1 + 25 + 16) / 3), 12);
    expect(normalisedDirichletEnergy(squared, 4, [[1, 2]])).toBeNaN();
    expect(dirichletEnergy(squared, 4, [])).toBeNaN();
    expect(normalisedDirichletEnergy(new Float64Array(9), 3, [[0, 1]])).toBeNaN();
  });
});

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

describe('distance correlation', () => {
  it('is 1 on a path drawn as a line and follows any monotone stretch of distances', () => {
    const squared = distancesFromPoints(Float64Array.of(0, 1, 2, 3, 4), 1, [0]);
    const paths = shortestPaths(5, [[0, 1], [1, 2], [2, 3], [3, 4]]);
    expect(distanceCorrelation(squared, 5, paths)).toBeCloseTo(1, 12);
    expect(distanceCorrelation(squared.map((value) => value ** 3), 5, paths)).toBeCloseTo(1, 12);
  });

  it('gives ties their mean rank', () => {
    expect([...averageRanks(Float64Array.of(3, 1, 3, 2, 3))]).toEqual([4, 1, 4, 2, 4]);
    expect([...averageRanksOfCounts(Uint16Array.of(3, 1, 3, 2, 3))]).toEqual([4, 1, 4, 2, 4]);
    expect([...averageRanksOfCounts(new Uint16Array(0))]).toEqual([]);
  });

  it('leaves out missing nodes and unreachable pairs, and is NaN where a side does not vary', () => {
    const squared = distancesFromPoints(Float64Array.of(0, 1, 3, NaN, 100), 1, [0]);
    const paths = shortestPaths(5, [[0, 1], [1, 2], [2, 3]]);
    // Pairs 01, 12 and 02 remain: lengths 1, 1, 2 and squared distances 1, 4, 9.
    expect(distanceCorrelation(squared, 5, paths)).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(distanceCorrelation(distancesFromPoints(Float64Array.of(0, 1, 5), 1, [0]), 3, shortestPaths(3, ring(3)))).toBeNaN();
    expect(distanceCorrelation(new Float64Array(4).fill(NaN), 2, shortestPaths(2, [[0, 1]]))).toBeNaN();
  });
});

describe('figures of a spectrum', () => {
  it('participation ratio counts equal directions and needs no decomposition', () => {
    expect(participationRatio([2, 2, 2, 0])).toBeCloseTo(3, 12);
    expect(participationRatio([5])).toBe(1);
    expect(participationRatio([0, 0])).toBeNaN();
    const matrix = runToEnd(gram(centredRows(4, 9, 20)));
    expect(gramParticipationRatio(matrix, 9)).toBeCloseTo(participationRatio(directEigenpairs(matrix, 9).values), 10);
    expect(gramParticipationRatio(new Float64Array(4), 2)).toBeNaN();
  });

  it('captured variance is 1 for the own leading axes, less for others, NaN without variance', () => {
    expect(capturedVariance([4, 3, 2], [4, 3, 2], [0, 1])).toBe(1);
    expect(capturedVariance([4, 3, 2], [4, 3, 2], [1, 2])).toBeCloseTo(5 / 7, 12);
    expect(capturedVariance([4], [4, 1], [0, 1])).toBeCloseTo(4 / 5, 12);
    expect(capturedVariance([0, 0], [0, 0], [0, 1])).toBeNaN();
  });
});

describe('nearest nodes', () => {
  it('come nearest first, ties by index, missing ones never', () => {
    const points = Float64Array.of(0, 9, 1, 9, -1, 9, NaN, NaN, 5, 9);
    expect(nearestNodes(points, 2, [0], 0, 3)).toEqual([{ node: 1, distance: 1 }, { node: 2, distance: 1 }, { node: 4, distance: 5 }]);
    expect(nearestNodes(points, 2, [0, 1], 3, 3)).toEqual([]);
  });
});
