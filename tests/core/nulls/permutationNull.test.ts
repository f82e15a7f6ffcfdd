import { describe, expect, it } from 'vitest';
import { normalisedDirichletEnergy } from '../../../src/core/geometry/dirichletEnergy.ts';
import { distancesFromPoints } from '../../../src/core/geometry/squaredDistances.ts';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { permutationNull } from '../../../src/core/nulls/permutationNull.ts';
import { relabellingCount, relabellings } from '../../../src/core/nulls/relabellings.ts';
import { complete, harmonic, ring } from '../helpers/graphs.ts';
import { product, randomOrthogonal } from '../helpers/randomRows.ts';

const columns = [0, 1, 2];
const noise = (seed: number, n: number): Float64Array => Float64Array.from({ length: n * 3 }, seededNormal(seed));

describe('relabellings', () => {
  it('of few items are every order but the identity, once each', () => {
    for (const size of [1, 2, 3, 4, 5, 6]) {
      const orders = new Set<string>();
      for (const order of relabellings(size, 10, 1)) orders.add(order.join());
      expect(orders.size).toBe(relabellingCount(size, 10));
      expect(orders.has([...Array(size).keys()].join())).toBe(false);
    }
    expect(relabellingCount(6, 999)).toBe(719);
  });

  it('of many items are as many permutations as asked for, the same for the same seed', () => {
    const drawn = (seed: number): string[] => Array.from(relabellings(9, 50, seed), (order) => order.join());
    expect(drawn(3)).toHaveLength(50);
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
    for (const order of drawn(3)) expect(order.split(',').map(Number).sort((a, b) => a - b)).toEqual([...Array(9).keys()]);
  });

  it('put every item in every place equally often', () => {
    const counts = new Int32Array(49);
    for (const order of relabellings(7, 7000, 5)) order.forEach((item, place) => counts[place * 7 + item]!++);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('permutation null of the energy', () => {
  it('a ring that lies as a ring beats every relabelling', () => {
    const found = permutationNull(distancesFromPoints(harmonic(12, 1), 2, [0, 1]), 12, ring(12), 999, 1);
    expect(found.atMost).toBe(0);
    expect(found.p).toBe(1 / 1000);
    expect(found.z).toBeLessThan(-3.5);
    expect(found.observed).toBeLessThan(found.low);
  });

  it('a ring whose neighbours lie apart is beaten by all, and says so in the upper tail', () => {
    const found = permutationNull(distancesFromPoints(harmonic(12, 5), 2, [0, 1]), 12, ring(12), 999, 1);
    expect(found.p).toBe(1);
    expect(found.pAbove).toBe(1 / 1000);
    expect(found.z).toBeGreaterThan(3.5);
  });

  it('random points give p below any level about that often', () => {
    let below = 0;
    for (let seed = 0; seed < 400; seed++) {
      if (permutationNull(distancesFromPoints(noise(seed, 9), 3, columns), 9, ring(9), 99, seed + 7).p <= 0.1) below++;
    }
    expect(below / 400).toBeGreaterThan(0.06);
    expect(below / 400).toBeLessThan(0.14);
  });

  it('does not change when the points are turned and scaled', () => {
    const points = noise(3, 8);
    const turned = product(points, randomOrthogonal(4, 3), 3).map((value) => 7 * value);
    const before = permutationNull(distancesFromPoints(points, 3, columns), 8, ring(8), 199, 2);
    const after = permutationNull(distancesFromPoints(turned, 3, columns), 8, ring(8), 199, 2);
    expect(after.p).toBe(before.p);
    expect(after.z).toBeCloseTo(before.z, 9);
  });

  it('enumerates the same null whatever the labels', () => {
    const points = noise(5, 6);
    const rename = [3, 0, 5, 1, 4, 2];
    const renamed = new Float64Array(18);
    rename.forEach((to, from) => renamed.set(points.subarray(from * 3, from * 3 + 3), to * 3));
    const edges = ring(6);
    const before = permutationNull(distancesFromPoints(points, 3, columns), 6, edges, 1, 1);
    const after = permutationNull(distancesFromPoints(renamed, 3, columns), 6, edges.map(([a, b]) => [rename[a]!, rename[b]!] as const), 1, 9);
    expect(after.draws).toBe(719);
    expect(after.p).toBeCloseTo(before.p, 12);
    expect(after.mean).toBeCloseTo(before.mean, 9);
    expect(after.sd).toBeCloseTo(before.sd, 9);
  });

  it('with missing nodes is that of the graph induced on the others', () => {
    const points = noise(6, 8);
    const missing = points.slice();
    missing.fill(NaN, 7 * 3);
    const edges = ring(8);
    const kept = edges.filter((edge) => !edge.includes(7));
    const found = permutationNull(distancesFromPoints(missing, 3, columns), 8, edges, 299, 4);
    const expected = permutationNull(distancesFromPoints(points.subarray(0, 21), 3, columns), 7, kept, 299, 4);
    expect(found.observed).toBe(normalisedDirichletEnergy(distancesFromPoints(missing, 3, columns), 8, edges));
    expect({ p: found.p, mean: found.mean }).toEqual({ p: expected.p, mean: expected.mean });
  });

  it('of a graph that looks the same everywhere tells nothing: p is 1, z is not defined', () => {
    const found = permutationNull(distancesFromPoints(noise(1, 7), 3, columns), 7, complete(7), 99, 1);
    expect(found.observed).toBeCloseTo(1, 12);
    expect(found.p).toBe(1);
    expect(found.z).toBeNaN();
  });

  it('is not defined without an edge between present nodes', () => {
    const found = permutationNull(distancesFromPoints(noise(1, 4), 3, columns), 4, [], 99, 1);
    expect(found.p).toBeNaN();
    expect(found.draws).toBe(0);
  });
});
