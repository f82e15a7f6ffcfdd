import { describe, expect, it } from 'vitest';
import { emphasise, ACTIVE, FADED, NEIGHBOUR, PLAIN } from '../../../src/views/picture/emphasis.ts';

describe('emphasis', () => {
  it('is plain without a selection', () => {
    expect(emphasise([], [[1], [0], []])).toEqual([PLAIN, PLAIN, PLAIN]);
  });

  it('raises the chosen nodes over their neighbours and fades the rest', () => {
    expect(emphasise([0, 1], [[1], [0, 2], [1], [], []])).toEqual([ACTIVE, ACTIVE, NEIGHBOUR, FADED, FADED]);
  });
});
