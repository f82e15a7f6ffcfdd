import { describe, expect, it } from 'vitest';
import { chosenPair } from '../../../src/views/news/pairChoice.ts';

describe('choosing two conditions', () => {
  it('takes the first, then the second', () => {
    expect(chosenPair(null, null, 'a')).toEqual({ pair: null, first: 'a' });
    expect(chosenPair(null, 'a', 'b')).toEqual({ pair: ['a', 'b'], first: null });
  });

  it('lets go of one that is pressed again, and keeps the other', () => {
    expect(chosenPair(null, 'a', 'a')).toEqual({ pair: null, first: null });
    expect(chosenPair(['a', 'b'], null, 'a')).toEqual({ pair: null, first: 'b' });
    expect(chosenPair(['a', 'b'], null, 'b')).toEqual({ pair: null, first: 'a' });
  });

  it('puts a third in the place of the second', () => {
    expect(chosenPair(['a', 'b'], null, 'c')).toEqual({ pair: ['a', 'c'], first: null });
  });
});
