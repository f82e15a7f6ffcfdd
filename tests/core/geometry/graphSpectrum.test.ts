import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphModes, leadingModeCount, restrictedModes } from '../../../src/core/geometry/graphModes.ts';
import { graphSpectrum } from '../../../src/core/geometry/graphSpectrum.ts';
import { scaledProcrustes, spectralOverlay } from '../../../src/core/geometry/spectralOverlay.ts';
import { columnSpan, subspaceR2 } from '../../../src/core/geometry/subspaceR2.ts';
import { gram } from '../../../src/core/linalg/gramPca.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { spectrumNull, subspaceNull } from '../../../src/core/nulls/permutationNull.ts';
import type { Edge } from '../../../src/core/recording/types.ts';
import { complete, grid, harmonic, ring } from '../helpers/graphs.ts';
import { centredRows, product, randomOrthogonal, relativeError } from '../helpers/randomRows.ts';

const gramOf = (values: Float64Array, count: number): Float64Array => runToEnd(gram({ values, count, length: values.length / count }));
const runs = { seed: 5, numRuns: 60 };
const sizes = fc.record({ n: fc.integer({ min: 4, max: 10 }), seed: fc.nat(10_000) });

describe('graph modes', () => {
  it('are orthonormal, centred and in order, also on a disconnected graph', () => {
    for (const [n, edges] of [[7, ring(7)], [9, grid(3, 3)], [5, complete(5)], [6, [[0, 1], [2, 3]]], [4, []]] as [number, Edge[]][]) {
      const { vectors, eigenvalues, spaces } = graphModes(n, edges);
      expect([...eigenvalues]).toEqual([...eigenvalues].sort((a, b) => a - b));
      expect(spaces.at(-1)?.to).toBe(n - 1);
      const products = runToEnd(gram({ values: vectors, count: n - 1, length: n }));
      products.forEach((value, at) => expect(value).toBeCloseTo(Math.floor(at / (n - 1)) === at % (n - 1) ? 1 : 0, 9));
      for (let k = 0; k < n - 1; k++) expect(vectors.subarray(k * n, (k + 1) * n).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
    }
  });

  it('of a ring are its harmonics, two and two', () => {
    const { spaces } = graphModes(7, ring(7));
    expect(spaces.map(({ from, to }) => to - from)).toEqual([2, 2, 2]);
    spaces.forEach(({ eigenvalue }, k) => expect(eigenvalue).toBeCloseTo(2 - 2 * Math.cos((2 * Math.PI * (k + 1)) / 7), 9));
  });

  it('count two leading modes, or the whole of a wider eigenspace', () => {
    expect(leadingModeCount(graphModes(7, ring(7)))).toBe(2);
    expect(leadingModeCount(graphModes(16, grid(4, 4)))).toBe(2);
    expect(leadingModeCount(graphModes(6, grid(2, 3)))).toBe(2);
    expect(leadingModeCount(graphModes(5, complete(5)))).toBe(4);
    expect(leadingModeCount(graphModes(2, [[0, 1]]))).toBe(1);
  });
});

describe('modes of the whole graph where words are missing', () => {
  const present = Int32Array.from([0, 1, 2, 4, 5, 6, 7, 8, 10, 11]);
  const modes = restrictedModes(graphModes(12, ring(12)), present);
  const rows = Float64Array.from(present, (node) => node);
  const circle = Float64Array.from({ length: 2 * present.length }, (_, at) => harmonic(12, 1)[2 * rows[Math.floor(at / 2)]! + (at % 2)]!);

  it('are orthonormal, centred, and span all centred vectors', () => {
    const m = present.length;
    expect(modes.eigenvalues).toHaveLength(m - 1);
    const products = runToEnd(gram({ values: modes.vectors, count: m - 1, length: m }));
    products.forEach((value, at) => expect(value).toBeCloseTo(Math.floor(at / (m - 1)) === at % (m - 1) ? 1 : 0, 9));
    for (let k = 0; k < m - 1; k++) expect(modes.vectors.subarray(k * m, (k + 1) * m).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  });

  it('hold a perfect ring with two gaps whole: R2 of 1 and all its variance in the slowest mode', () => {
    const m = present.length;
    const means = [0, 1].map((c) => Array.from({ length: m }, (_, i) => circle[2 * i + c]!).reduce((sum, value) => sum + value, 0) / m);
    const centred = circle.map((value, at) => value - means[at % 2]!);
    const leading = modes.vectors.subarray(0, leadingModeCount(modes) * m);
    expect(subspaceR2(columnSpan(centred, 2, [0, 1]), leading)).toBeCloseTo(1, 9);
    expect(graphSpectrum(gramOf(centred, m), modes)[0]).toBeCloseTo(1, 9);
    expect(spectralOverlay(Float64Array.from({ length: 24 }, (_, at) => (present.includes(Math.floor(at / 2)) ? harmonic(12, 1)[at]! : NaN)), 2, [0, 1], ring(12))!.residual).toBeCloseTo(0, 7);
  });

  it('are the modes themselves where none is missing', () => {
    const whole = graphModes(7, ring(7));
    expect(restrictedModes(whole, Int32Array.from([0, 1, 2, 3, 4, 5, 6]))).toBe(whole);
  });
});

describe('graph spectrum', () => {
  it('sums to 1 over the modes of any graph', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), ({ n, seed }, connected) => {
        const shares = graphSpectrum(gramOf(centredRows(seed, n, 6).values, n), graphModes(n, connected ? ring(n) : [[0, 1]]));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const share of shares) expect(share).toBeGreaterThan(-1e-12);
      }),
      runs,
    );
  });

  it('puts a harmonic in its own mode', () => {
    for (const k of [1, 2, 3]) {
      const shares = graphSpectrum(gramOf(harmonic(7, k), 7), graphModes(7, ring(7)));
      shares.forEach((share, mode) => expect(share).toBeCloseTo(mode === k - 1 ? 1 : 0, 9));
    }
  });

  it('shows the weekday confound: the step-3 ring is the second harmonic of the calendar, the calendar the roughest of the step-3 ring', () => {
    const stepThree = Float64Array.from({ length: 14 }, (_, at) => harmonic(7, 1)[2 * ((5 * Math.floor(at / 2)) % 7) + (at % 2)]!);
    expect(graphSpectrum(gramOf(stepThree, 7), graphModes(7, ring(7, 3)))[0]).toBeCloseTo(1, 9);
    expect(graphSpectrum(gramOf(stepThree, 7), graphModes(7, ring(7)))[1]).toBeCloseTo(1, 9);
    expect(graphSpectrum(gramOf(harmonic(7, 1), 7), graphModes(7, ring(7, 3)))[2]).toBeCloseTo(1, 9);
  });

  it('does not change when the points are turned, scaled or relabelled together with the graph', () => {
    fc.assert(
      fc.property(sizes, ({ n, seed }) => {
        const { values } = centredRows(seed, n, 4);
        const before = graphSpectrum(gramOf(values, n), graphModes(n, ring(n)));
        const turned = product(values, randomOrthogonal(seed + 1, 4), 4).map((value) => 3 * value);
        expect(relativeError(graphSpectrum(gramOf(turned, n), graphModes(n, ring(n))), before)).toBeLessThan(1e-9);
        const renamed = new Float64Array(values.length);
        for (let i = 0; i < n; i++) renamed.set(values.subarray(i * 4, i * 4 + 4), (n - 1 - i) * 4);
        const edges = ring(n).map(([a, b]): Edge => [n - 1 - a, n - 1 - b]);
        expect(relativeError(graphSpectrum(gramOf(renamed, n), graphModes(n, edges)), before)).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it('under an order equals that of reordered points', () => {
    const { values } = centredRows(4, 8, 5);
    const order = Int32Array.from([3, 7, 0, 1, 6, 2, 5, 4]);
    const moved = new Float64Array(values.length);
    order.forEach((from, to) => moved.set(values.subarray(from * 5, from * 5 + 5), to * 5));
    const modes = graphModes(8, grid(2, 4));
    expect(relativeError(graphSpectrum(gramOf(values, 8), modes, order), graphSpectrum(gramOf(moved, 8), modes))).toBeLessThan(1e-12);
  });

  it('is not defined without variance', () => {
    expect([...graphSpectrum(new Float64Array(16), graphModes(4, ring(4)))]).toEqual([NaN, NaN]);
    expect(runToEnd(spectrumNull(new Float64Array(16), graphModes(4, ring(4)), true, 99, 1))).toBeNull();
  });

  it('stands out of its band in the mode that holds the data, and random points do so about as often as p says', () => {
    const planted = runToEnd(spectrumNull(gramOf(harmonic(9, 2), 9), graphModes(9, ring(9)), true, 199, 1))!;
    expect(planted.p[1]).toBe(1 / 200);
    expect(planted.share[1]).toBeGreaterThan(planted.high[1]!);
    let small = 0;
    for (let seed = 0; seed < 300; seed++) {
      const found = runToEnd(spectrumNull(gramOf(centredRows(seed, 9, 5).values, 9), graphModes(9, ring(9)), true, 99, seed))!;
      if (found.p[0]! <= 0.1) small++;
    }
    expect(small / 300).toBeGreaterThan(0.05);
    expect(small / 300).toBeLessThan(0.15);
  });

  it('draws fewer relabellings on large graphs and says how many', () => {
    const found = runToEnd(spectrumNull(gramOf(centredRows(1, 100, 8).values, 100), graphModes(100, grid(10, 10)), true, 999, 1))!;
    expect(found.draws).toBe(200);
  });
});

describe('subspace R2', () => {
  it('is 1 for the span itself, however it is turned, and 0 for another eigenspace', () => {
    const modes = graphModes(12, ring(12));
    const leading = modes.vectors.subarray(0, 24);
    for (const turn of [0, 0.4, 1.9]) {
      const points = Float64Array.from({ length: 24 }, (_, at) => Math.cos((2 * Math.PI * Math.floor(at / 2)) / 12 + turn - (at % 2 === 0 ? 0 : Math.PI / 2)) * (at % 2 === 0 ? 5 : 0.1));
      expect(subspaceR2(columnSpan(points, 2, [0, 1]), leading)).toBeCloseTo(1, 9);
    }
    expect(subspaceR2(columnSpan(harmonic(12, 3), 2, [0, 1]), leading)).toBeCloseTo(0, 9);
  });

  it('counts a flat pair as the one direction it has', () => {
    const line = harmonic(12, 1).map((value, at) => (at % 2 === 0 ? value : 0));
    expect(subspaceR2(columnSpan(line, 2, [0, 1]), graphModes(12, ring(12)).vectors.subarray(0, 24))).toBeCloseTo(0.5, 9);
  });

  it('is not defined for points without spread', () => {
    expect(subspaceR2(columnSpan(new Float64Array(16), 2, [0, 1]), graphModes(8, ring(8)).vectors.subarray(0, 16))).toBeNaN();
  });

  it('of random spans averages to 2 / (n - 1), and beats its own null when planted', () => {
    const modes = graphModes(9, ring(9)).vectors.subarray(0, 18);
    let sum = 0;
    for (let seed = 0; seed < 400; seed++) sum += subspaceR2(columnSpan(centredRows(seed, 9, 2, 0).values, 2, [0, 1]), modes) / 400;
    expect(sum).toBeCloseTo(2 / 8, 1);
    const planted = subspaceNull(columnSpan(harmonic(9, 1), 2, [0, 1]), modes, 9, 499, 2);
    expect(planted.observed).toBeCloseTo(1, 9);
    // 18 of 9! relabellings keep the ring: none is expected among 499.
    expect(planted.pAbove).toBeLessThan(0.01);
  });
});

describe('spectral overlay', () => {
  const points = harmonic(8, 1).map((value, at) => 40 * value + (at % 2 === 0 ? 100 : -7));

  it('lies on a shape that is the spectral embedding, moved, turned and scaled', () => {
    const overlay = spectralOverlay(points, 2, [0, 1], ring(8))!;
    expect(overlay.residual).toBeCloseTo(0, 7);
    expect(relativeError(overlay.points, points)).toBeLessThan(1e-9);
  });

  it('leaves missing nodes missing and lies on the others as if all were there', () => {
    const missing = points.slice();
    missing.fill(NaN, 6, 8);
    const overlay = spectralOverlay(missing, 2, [0, 1], ring(8))!;
    expect([...overlay.points.subarray(6, 8)]).toEqual([NaN, NaN]);
    expect(overlay.points.filter(Number.isFinite)).toHaveLength(14);
    expect(overlay.residual).toBeCloseTo(0, 7);
  });

  it('is refused for too few points or no spread', () => {
    expect(spectralOverlay(new Float64Array(16), 2, [0, 1], ring(8))).toBeNull();
    expect(spectralOverlay(points.subarray(0, 4), 2, [0, 1], [[0, 1]])).toBeNull();
    expect(spectralOverlay(points, 2, [0, 2], ring(8))).toBeNull();
  });

  it('residual does not depend on the scale of either shape and never exceeds 1', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const { values: x } = centredRows(seed, 7, 2);
        const { values: y } = centredRows(seed + 1, 7, 2);
        const { residual } = scaledProcrustes(x, y, 2);
        expect(residual).toBeLessThanOrEqual(1 + 1e-12);
        expect(scaledProcrustes(x.map((value) => 9 * value), y, 2).residual).toBeCloseTo(residual, 9);
        expect(scaledProcrustes(y, x, 2).residual).toBeCloseTo(residual, 9);
      }),
      runs,
    );
  });
});
