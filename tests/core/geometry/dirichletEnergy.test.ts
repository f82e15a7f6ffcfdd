import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphLaplacian, undirectedEdges } from '../../../src/core/geometry/graph.ts';
import { degreeWeightedEnergy, dirichletEnergy, normalisedDirichletEnergy } from '../../../src/core/geometry/dirichletEnergy.ts';
import { distancesFromGram, distancesFromPoints } from '../../../src/core/geometry/squaredDistances.ts';
import { gram } from '../../../src/core/linalg/gramPca.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import type { Edge } from '../../../src/core/recording/types.ts';
import { centredRows, product, randomOrthogonal, randomValues, relativeError } from '../helpers/randomRows.ts';
import { ring, scenes } from '../helpers/graphs.ts';

const circle = (n: number): Float64Array => Float64Array.from({ length: 2 * n }, (_, at) => (at % 2 === 0 ? Math.cos : Math.sin)((2 * Math.PI * Math.floor(at / 2)) / n));
const all = (d: number): number[] => [...Array(d).keys()];

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

describe('the degree-weighted energy', () => {
  it('equals tr(H\' L H) / tr(Hc\' D Hc)', () => {
    fc.assert(
      fc.property(scenes, ({ n, seed, edges }) => {
        const list = undirectedEdges(edges);
        const { values: H } = centredRows(seed, n, 5);
        const laplacian = graphLaplacian(n, edges);
        const LH = product(laplacian, H, n);
        const above = H.reduce((sum, value, at) => sum + value * LH[at]!, 0);
        const below = H.reduce((sum, value, at) => sum + laplacian[Math.floor(at / 5) * n + Math.floor(at / 5)]! * value * value, 0);
        expect(degreeWeightedEnergy(distancesFromPoints(H, 5, all(5)), n, list)).toBeCloseTo(above / below, 8);
      }),
      runs,
    );
  });

  it('is n / (n - 1) times the normalised one on a regular graph, and not defined where that is not', () => {
    const squared = distancesFromPoints(randomValues(3, 9, 4), 4, all(4));
    const edges = undirectedEdges(ring(9));
    expect(degreeWeightedEnergy(squared, 9, edges)).toBeCloseTo((9 / 8) * normalisedDirichletEnergy(squared, 9, edges), 12);
    expect(degreeWeightedEnergy(squared, 9, [])).toBeNaN();
    expect(degreeWeightedEnergy(new Float64Array(9), 3, [[0, 1]])).toBeNaN();
  });
});
