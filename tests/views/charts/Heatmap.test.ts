import { describe, expect, it } from 'vitest';
import { centredScale, heatColour, movedField } from '../../../src/views/charts/Heatmap.tsx';

describe('the keys of a heatmap', () => {
  it('move by one field: up to later layers, right to longer contexts', () => {
    const at = { row: 2, frame: 3 };
    expect(movedField(at, 'ArrowUp', 5, 8)).toEqual({ row: 3, frame: 3 });
    expect(movedField(at, 'ArrowDown', 5, 8)).toEqual({ row: 1, frame: 3 });
    expect(movedField(at, 'ArrowLeft', 5, 8)).toEqual({ row: 2, frame: 2 });
    expect(movedField(at, 'ArrowRight', 5, 8)).toEqual({ row: 2, frame: 4 });
    expect(movedField(at, 'Home', 5, 8)).toEqual({ row: 2, frame: 0 });
    expect(movedField(at, 'End', 5, 8)).toEqual({ row: 2, frame: 7 });
  });

  it('stop at the borders', () => {
    expect(movedField({ row: 0, frame: 0 }, 'ArrowDown', 5, 8)).toEqual({ row: 0, frame: 0 });
    expect(movedField({ row: 4, frame: 7 }, 'ArrowRight', 5, 8)).toEqual({ row: 4, frame: 7 });
  });

  it('leave every other key to the page', () => {
    for (const key of ['Enter', 'a', 'Tab', 'PageUp']) expect(movedField({ row: 0, frame: 0 }, key, 2, 2)).toBeNull();
  });
});

it('gives the ends of a scale different colours and a scale without extent one', () => {
  for (const scheme of ['light', 'dark'] as const) {
    const scale = (low: number, high: number) => ({ domain: [low, high], centre: null }) as const;
    expect(heatColour(0, scale(0, 2), scheme)).not.toBe(heatColour(2, scale(0, 2), scheme));
    expect(heatColour(1, scale(1, 1), scheme)).toBe(heatColour(0, scale(0, 2), scheme));
  }
});

it('gives values as far from a centre on both sides arms of their own, blue below and orange above', () => {
  const scale = centredScale([0.4, 1.2], 1);
  expect(scale.domain[0]).toBeCloseTo(0.4);
  expect(scale.domain[1]).toBeCloseTo(1.6);
  const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  for (const scheme of ['light', 'dark'] as const) {
    const [low, middle, high] = [0.4, 1, 1.6].map((value) => channels(heatColour(value, scale, scheme)));
    expect(low![2]! - low![0]!).toBeGreaterThan(60);
    expect(high![0]! - high![2]!).toBeGreaterThan(60);
    expect(Math.abs(middle![0]! - middle![2]!)).toBeLessThan(12);
  }
  expect(heatColour(1, centredScale([1, 1], 1), 'light')).toBe(heatColour(1, scale, 'light'));
});
