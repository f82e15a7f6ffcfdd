import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degenerateAxes } from '../../../src/core/linalg/orientAxes.ts';
import { procrustes, rotate } from '../../../src/core/linalg/procrustes.ts';
import { centredRows, product, randomOrthogonal, relativeError } from '../helpers/randomRows.ts';

const cases = fc.record({ seed: fc.nat(10_000), k: fc.constantFrom(2, 3), rows: fc.integer({ min: 4, max: 20 }) });
const transposed = (q: Float64Array, k: number): Float64Array => q.map((_, at) => q[(at % k) * k + Math.floor(at / k)]!);

describe('orthogonal Procrustes', () => {
  it('recovers a planted rotation or reflection', () => {
    fc.assert(
      fc.property(cases, ({ seed, k, rows }) => {
        const x = centredRows(seed, rows, k, 0.2).values;
        const q = randomOrthogonal(seed + 1, k);
        const { rotation, residual } = procrustes(x, product(x, q, k), k);
        expect(relativeError(rotation, q)).toBeLessThan(1e-9);
        expect(residual).toBeLessThan(1e-12);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('is orthogonal and no worse than any other turn', () => {
    fc.assert(
      fc.property(cases, ({ seed, k, rows }) => {
        const x = centredRows(seed, rows, k).values;
        const y = centredRows(seed + 7, rows, k).values;
        const { rotation, residual } = procrustes(x, y, k);
        const identity = Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? 1 : 0));
        expect(relativeError(product(transposed(rotation, k), rotation, k), identity)).toBeLessThan(1e-12);
        const other = rotate(x, randomOrthogonal(seed + 2, k), k);
        const size = Math.hypot(...y);
        expect(residual).toBeLessThanOrEqual(Math.hypot(...other.map((value, at) => value - y[at]!)) / size + 1e-12);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('does not scale: a shrunken copy leaves what is missing as residual', () => {
    const y = centredRows(2, 9, 2).values;
    expect(procrustes(y.map((value) => value * 0.25), y, 2).residual).toBeCloseTo(0.75, 12);
  });

  it('forbids the reflection when asked to', () => {
    const x = centredRows(2, 9, 2).values;
    const mirrored = x.map((value, at) => (at % 2 === 0 ? -value : value));
    expect(procrustes(x, mirrored, 2).residual).toBeLessThan(1e-12);
    const { rotation, residual } = procrustes(x, mirrored, 2, false);
    expect(rotation[0]! * rotation[3]! - rotation[1]! * rotation[2]!).toBeCloseTo(1, 12);
    expect(residual).toBeGreaterThan(0.1);
  });

  it('has no residual to give against nothing', () => {
    expect(procrustes(Float64Array.of(1, 2, 3, 4), new Float64Array(4), 2).residual).toBeNaN();
  });
});

describe('degenerate axes', () => {
  it('are those whose eigenvalue lies within the gap of the next', () => {
    expect([...degenerateAxes(Float64Array.of(10, 9.6, 5, 4.9, 1), 4, 0.05)]).toEqual([1, 0, 1, 0]);
    expect([...degenerateAxes(Float64Array.of(1), 1, 0.05)]).toEqual([0]);
    expect([...degenerateAxes(Float64Array.of(1, 0, 0), 3, 0.05)]).toEqual([0, 0, 0]);
  });
});
