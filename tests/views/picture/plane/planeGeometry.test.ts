import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryTransform, planeGeometry, project, shownDomain } from '../../../../src/views/picture/plane/planeGeometry.ts';

const run = { seed: 20261123, numRuns: 200 };
const side = fc.integer({ min: 220, max: 1600 });
const extent = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
const HOME = { k: 1, x: 0, y: 0 };

function pixels(geometry: ReturnType<typeof planeGeometry>, transform: typeof HOME, x: number, y: number): Float64Array {
  const out = new Float64Array(2);
  project(geometry, transform, Float64Array.of(x, y, 0), out);
  return out;
}

/** Bounds that reach as far in every direction. */
const within = (extent: number) => ({ x: [-extent, extent], y: [-extent, extent] }) as const;

describe('planeGeometry', () => {
  it('keeps every coordinate up to the extent inside the plot', () => {
    fc.assert(
      fc.property(side, side, extent, fc.constantFrom(-1, 1), fc.constantFrom(-1, 1), (width, height, e, sx, sy) => {
        const geometry = planeGeometry(width, height, within(e));
        const [x, y] = pixels(geometry, HOME, sx * e, sy * e);
        const { plot } = geometry;
        expect(x! > plot.left && x! < plot.right && y! > plot.top && y! < plot.bottom).toBe(true);
      }),
      run,
    );
  });

  it('fills the frame with points that lie on one side of the origin', () => {
    fc.assert(
      fc.property(side, side, extent, (width, height, e) => {
        const geometry = planeGeometry(width, height, { x: [0, 2 * e], y: [0, e] });
        const [left, bottom] = pixels(geometry, HOME, 0, 0);
        const [right, top] = pixels(geometry, HOME, 2 * e, e);
        const { plot } = geometry;
        const filled = Math.max((right! - left!) / (plot.right - plot.left), (bottom! - top!) / (plot.bottom - plot.top));
        expect(filled).toBeCloseTo(0.84, 6);
        expect((left! + right!) / 2).toBeCloseTo((plot.left + plot.right) / 2, 4);
        expect((top! + bottom!) / 2).toBeCloseTo((plot.top + plot.bottom) / 2, 4);
      }),
      run,
    );
  });

  it('is near-square where there is room beside it, and leaves that room for the key', () => {
    const { plot, side: beside } = planeGeometry(900, 420, within(1));
    expect((plot.right - plot.left) / (plot.bottom - plot.top)).toBeCloseTo(1.2, 6);
    expect(beside!.left).toBeGreaterThan(plot.right);
    expect(beside!.right).toBeLessThanOrEqual(900);
    expect(planeGeometry(420, 420, within(1)).side).toBeNull();
  });

  it('draws a unit equally long on both axes, y upwards', () => {
    fc.assert(
      fc.property(side, side, extent, (width, height, e) => {
        const geometry = planeGeometry(width, height, within(e));
        const [ox, oy] = pixels(geometry, HOME, 0, 0);
        const [ax] = pixels(geometry, HOME, e, 0);
        const [, by] = pixels(geometry, HOME, 0, e);
        expect(ax! - ox!).toBeGreaterThan(0);
        expect(oy! - by!).toBeCloseTo(ax! - ox!, 6);
      }),
      run,
    );
  });

  it('shows the domain that its projection maps to the borders, at any zoom', () => {
    fc.assert(
      fc.property(side, side, extent, fc.double({ min: 0.5, max: 40, noNaN: true }), fc.integer({ min: -500, max: 500 }), (width, height, e, k, shift) => {
        const geometry = planeGeometry(width, height, within(e));
        const transform = { k, x: shift, y: -shift };
        const domain = shownDomain(geometry, transform);
        const [left, bottom] = pixels(geometry, transform, domain.x[0], domain.y[0]);
        const [right, top] = pixels(geometry, transform, domain.x[1], domain.y[1]);
        expect(left).toBeCloseTo(geometry.plot.left, 4);
        expect(right).toBeCloseTo(geometry.plot.right, 4);
        expect(top).toBeCloseTo(geometry.plot.top, 4);
        expect(bottom).toBeCloseTo(geometry.plot.bottom, 4);
      }),
      run,
    );
  });

  it('is finite for a sequence without extent', () => {
    const [x, y] = pixels(planeGeometry(500, 400, within(0)), HOME, 0, 0);
    expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  });
});

describe('carryTransform', () => {
  it('keeps the score in the middle of the plot in the middle after a resize', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.double({ min: 0.5, max: 20, noNaN: true }), fc.integer({ min: -300, max: 300 }), (w1, h1, w2, h2, k, shift) => {
        const before = planeGeometry(w1, h1, within(10));
        const after = planeGeometry(w2, h2, within(10));
        const transform = { k, x: shift, y: shift / 2 };
        const middle = (g: typeof before, t: typeof transform) => {
          const { x, y } = shownDomain(g, t);
          return [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2] as const;
        };
        const [x1, y1] = middle(before, transform);
        const [x2, y2] = middle(after, carryTransform(before, after, transform));
        expect(x2).toBeCloseTo(x1, 5);
        expect(y2).toBeCloseTo(y1, 5);
      }),
      run,
    );
  });
});
