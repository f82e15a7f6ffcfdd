import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cornerColour,
  cyclicColour,
  hexToOklab,
  oklabToHex,
  positionColours,
  rimColour,
  tokenColour,
} from '../../../src/views/picture/nodeColour.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const run = { seed: 20261123, numRuns: 200 };
const scheme = fc.constantFrom('light' as const, 'dark' as const);
const distance = (a: string, b: string) => {
  const [x, y] = [hexToOklab(a), hexToOklab(b)];
  return Math.hypot(x.L - y.L, x.a - y.a, x.b - y.b);
};

/** Red-green blindness to first order: the green-red axis of OKLab is lost. */
const withoutRedGreen = (a: string, b: string) => {
  const [x, y] = [hexToOklab(a), hexToOklab(b)];
  return Math.hypot(x.L - y.L, x.b - y.b);
};

describe('OKLab', () => {
  it('gives back every sRGB colour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const hex = `#${value.toString(16).padStart(6, '0')}`;
        expect(oklabToHex(hexToOklab(hex))).toBe(hex);
      }),
      run,
    );
  });

  it('keeps lightness where a colour is too strong for sRGB', () => {
    expect(hexToOklab(oklabToHex({ L: 0.6, a: 0.4, b: 0.1 })).L).toBeCloseTo(0.6, 2);
  });
});

describe('the cyclic scale', () => {
  it('closes: a turn later the colour is the same', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), scheme, (turn, s) => {
        expect(distance(cyclicColour(turn, s), cyclicColour(turn + 1, s))).toBeLessThan(0.006);
      }),
      run,
    );
  });

  it('has no jump and no flat stretch: equal steps differ about equally', () => {
    for (const s of ['light', 'dark'] as const) {
      const steps = Array.from({ length: 48 }, (_, i) => distance(cyclicColour(i / 48, s), cyclicColour((i + 1) / 48, s)));
      expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.9);
    }
  });

  it('keeps the words of a ring of 12 apart, also without red and green', () => {
    for (const s of ['light', 'dark'] as const) {
      const colours = Array.from({ length: 12 }, (_, i) => cyclicColour(i / 12, s));
      colours.forEach((a, i) =>
        colours.slice(i + 1).forEach((b) => {
          expect(distance(a, b)).toBeGreaterThan(0.05);
          expect(withoutRedGreen(a, b)).toBeGreaterThan(0.012);
        }),
      );
    }
  });
});

describe('the corner scale', () => {
  it('keeps the words of a 6 by 6 grid apart', () => {
    for (const s of ['light', 'dark'] as const) {
      const colours = Array.from({ length: 36 }, (_, i) => cornerColour((i % 6) / 5, Math.floor(i / 6) / 5, s));
      colours.forEach((a, i) => colours.slice(i + 1).forEach((b) => expect(distance(a, b)).toBeGreaterThan(0.02)));
    }
  });

  it('clamps outside the unit square', () => {
    expect(cornerColour(-4, 9, 'light')).toBe(cornerColour(0, 1, 'light'));
  });
});

describe('the tokens scale', () => {
  it('moves away from the background with every token', () => {
    const lightness = (tokens: number, s: 'light' | 'dark') => hexToOklab(tokenColour(tokens, 40, s)).L;
    for (let tokens = 0; tokens < 40; tokens++) {
      expect(lightness(tokens + 1, 'light')).toBeLessThan(lightness(tokens, 'light'));
      expect(lightness(tokens + 1, 'dark')).toBeGreaterThan(lightness(tokens, 'dark'));
    }
  });

  it('has a colour when nothing has been counted', () => {
    expect(tokenColour(0, 0, 'light')).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe('colours by position', () => {
  it('follow the ring of the walk on weekdays, not the calendar', () => {
    const { metadata } = syntheticResult({ kind: 'weekdays', step: 3 }).info;
    const colours = positionColours(metadata, 'light');
    const steps = [0, 3, 6, 2, 5, 1, 4];
    expect(steps.map((day) => colours[day])).toEqual(steps.map((_, i) => cyclicColour(i / 7, 'light')));
  });

  it('put the corners of a grid on the corners of the scale', () => {
    const { metadata } = syntheticResult({ kind: 'grid', rows: 4, cols: 4 }).info;
    const colours = positionColours(metadata, 'dark');
    expect([colours[0], colours[3], colours[12], colours[15]]).toEqual([
      cornerColour(0, 1, 'dark'), cornerColour(1, 1, 'dark'), cornerColour(0, 0, 'dark'), cornerColour(1, 0, 'dark'),
    ]);
  });

  it('outline a node darker on light and lighter on dark', () => {
    const fill = cyclicColour(0.3, 'light');
    expect(hexToOklab(rimColour(fill, 'light')).L).toBeLessThan(hexToOklab(fill).L);
    expect(hexToOklab(rimColour(fill, 'dark')).L).toBeGreaterThan(hexToOklab(fill).L);
  });
});
