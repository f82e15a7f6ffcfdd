import { describe, expect, it } from 'vitest';
import { wordOrder } from '../../../src/core/geometry/wordOrder.ts';

describe('the order that words have of their own', () => {
  it('is a ring of days or months, whatever order they stand in', () => {
    const days = wordOrder(['Thursday', ' monday', 'Sunday', 'tuesday', 'wednesday', 'friday', 'saturday'])!;
    expect(days).toMatchObject({ name: 'days of the week', closed: true });
    expect(days.edges).toContainEqual([1, 3]);
    expect(days.edges).toContainEqual([1, 2]);
    expect(days.edges).toHaveLength(7);
    expect(wordOrder(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'])).toMatchObject({ name: 'months', closed: true });
  });

  it('is a chain of some days, of numbers, and of letters', () => {
    expect(wordOrder(['monday', 'wednesday', 'tuesday', 'sunday'])).toEqual({ name: 'days of the week', closed: false, nodes: [0, 2, 1, 3], edges: [[0, 2], [1, 2], [1, 3]] });
    expect(wordOrder(['three', 'one', 'two', 'four'])).toMatchObject({ name: 'numbers', closed: false, edges: [[0, 2], [0, 3], [1, 2]] });
    expect(wordOrder(['10', '2', '7', '1'])).toMatchObject({ name: 'numbers', closed: false, edges: [[0, 2], [1, 2], [1, 3]] });
    expect(wordOrder(['b', 'a', 'd', 'c'])).toMatchObject({ name: 'letters' });
  });

  it('is none of other words, of a mixture, of repeated words or of few', () => {
    for (const words of [['apple', 'bird', 'car', 'egg'], ['monday', 'one', 'a', 'may'], ['one', 'two', 'two', 'three'], ['one', 'two', 'three']]) expect(wordOrder(words)).toBeNull();
  });
});
