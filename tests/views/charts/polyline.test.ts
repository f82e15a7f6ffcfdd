import { describe, expect, it } from 'vitest';
import { bandPath, seriesPath, valueCeiling } from '../../../src/views/charts/polyline.ts';

const same = (value: number) => value;

describe('a curve on the timeline', () => {
  it('breaks where the value is not defined', () => {
    const points = [0, 1, NaN, 3, 4].map((value, context) => ({ context, value }));
    expect(seriesPath(points, same, same)).toBe('M0,0L1,1M3,3L4,4');
  });

  it('is empty when nothing is defined', () => {
    const points = [NaN, NaN].map((value, context) => ({ context, value }));
    expect(seriesPath(points, same, same)).toBe('');
    expect(bandPath([{ context: 0, low: NaN, high: NaN }], same, same)).toBe('');
  });

  it('has a band around it as far as both its ends are defined', () => {
    const band = [0, 1, 2].map((context) => ({ context, low: context === 2 ? NaN : 1, high: 2 }));
    expect(bandPath(band, same, same)).toBe('M0,2L1,2L1,1L0,1Z');
  });
});

describe('the top of the value axis', () => {
  it('is 1 until an energy lies above it', () => {
    expect(valueCeiling([0.2, NaN, 0.9])).toBe(1);
    expect(valueCeiling([])).toBe(1);
    expect(valueCeiling([0.3, 1.62])).toBeCloseTo(1.7);
    expect(valueCeiling([1.4])).toBeCloseTo(1.4);
  });
});
