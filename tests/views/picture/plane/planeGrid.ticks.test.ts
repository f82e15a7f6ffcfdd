import { describe, expect, it } from 'vitest';
import { tickFormat } from '../../../../src/views/picture/plane/planeGrid.ts';

describe('tickFormat', () => {
  it.each([
    [2000, -4000, '\u22124k'],
    [500, 1500, '1.5k'],
    [100, 300, '300'],
    [5, -25, '\u221225'],
    [0.5, 1.5, '1.5'],
    [0.02, 0.06, '0.06'],
    [500000, 1500000, '1.5M'],
  ])('prints steps of %d so that %d reads %s', (step, value, text) => {
    expect(tickFormat(step)(value)).toBe(text);
  });

  it('prints zero plainly, rounding errors included', () => {
    expect(tickFormat(2000)(0)).toBe('0');
    expect(tickFormat(0.1)(-1e-17)).toBe('0');
  });

  it('tells neighbouring ticks apart at every zoom', () => {
    for (let exponent = -6; exponent < 9; exponent++) {
      for (const lead of [1, 2, 5]) {
        const step = lead * 10 ** exponent;
        const labels = [-3, -2, -1, 0, 1, 2, 3].map((i) => tickFormat(step)(i * step));
        expect(new Set(labels).size).toBe(7);
      }
    }
  });
});
