import { describe, expect, it } from 'vitest';
import { heatColour, movedField } from '../../../src/views/charts/Heatmap.tsx';

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
    expect(heatColour(0, [0, 2], scheme)).not.toBe(heatColour(2, [0, 2], scheme));
    expect(heatColour(1, [1, 1], scheme)).toBe(heatColour(0, [0, 2], scheme));
  }
});
