import { describe, expect, it } from 'vitest';
import { cornerBox, quietCorner } from '../../../src/views/picture/box.ts';

describe('quietCorner', () => {
  const plot = { left: 0, top: 0, right: 400, bottom: 300 };

  it('takes the emptiest corner, and the first of equals', () => {
    expect(quietCorner(new Float64Array(0), plot, 80, 80, 6, 10)).toBe('top-right');
    const crowded = Float64Array.of(380, 20, 380, 280, 20, 20);
    expect(quietCorner(crowded, plot, 80, 80, 6, 10)).toBe('bottom-left');
  });

  it('ignores missing points', () => {
    expect(quietCorner(Float64Array.of(NaN, NaN), plot, 80, 80, 6, 10)).toBe('top-right');
  });

  it('gives boxes inside the plot', () => {
    for (const corner of ['top-right', 'bottom-right', 'top-left', 'bottom-left'] as const) {
      const box = cornerBox(corner, plot, 80, 60, 6);
      expect(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 300).toBe(true);
    }
  });
});
