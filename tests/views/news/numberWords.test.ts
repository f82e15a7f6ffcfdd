import { describe, expect, it } from 'vitest';
import { intervalWords, numberWords, pWords, signedWords } from '../../../src/views/news/numberWords.ts';

describe('numbers as words', () => {
  it('have a real minus, and none before a rounded zero', () => {
    expect([-1.234, -0.001, 0, 2].map((value) => numberWords(value))).toEqual(['−1.23', '0.00', '0.00', '2.00']);
    expect([0.5, -0.5, NaN].map(signedWords)).toEqual(['+0.50', '−0.50', '–']);
  });

  it('give an interval where there is one', () => {
    const values = Float64Array.of(0, 1);
    expect(intervalWords(null, values)).toBe('0.50');
    expect(intervalWords({ count: 2, mean: 0.5, low: 0, high: 1 }, values)).toBe('0.50 (0.00 to 1.00)');
  });

  it('say how small a p is only as far as it can be told', () => {
    expect([0.5, 0.0123, 0.001, 0.00001].map(pWords)).toEqual(['p = .500', 'p = .012', 'p = .0010', 'p < .0001']);
  });
});
