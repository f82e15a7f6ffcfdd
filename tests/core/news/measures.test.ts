import { describe, expect, it } from 'vitest';
import { accuracyOf, freeAnswerRight, logpOf, relativeTo, scoreValue, wordsOf } from '../../../src/core/news/measures.ts';

describe('measures of an answer', () => {
  it('is right when the first option scores highest, and shares the point of a tie', () => {
    expect(accuracyOf([-1, -2, -3])).toBe(1);
    expect(accuracyOf([-2, -1, -3])).toBe(0);
    expect(accuracyOf([-1, -1, -2, -9])).toBe(0.5);
    expect(accuracyOf([-1, -1, -1, -1])).toBe(0.25);
  });

  it('takes the log-softmax of the first option, far from zero too', () => {
    expect(logpOf([-7, -7, -7, -7])).toBeCloseTo(Math.log(0.25), 12);
    expect(logpOf([-1, -1e5, -1e5])).toBe(0);
    expect(logpOf([-1e5, -1, -1e5])).toBeCloseTo(1 - 1e5, 6);
  });

  it('takes the prior away option by option', () => {
    expect(relativeTo([-3, -1], [-2, -1.5])).toEqual([1, -0.5]);
    const [table, prior] = [[[-2, -1.5]], [[-3, -1]]];
    expect(scoreValue('accuracy', table, prior, 0)).toBe(0);
    expect(scoreValue('relative', table, prior, 0)).toBe(1);
    expect(scoreValue('relativeLogp', table, prior, 0)).toBeCloseTo(-Math.log1p(Math.exp(-1.5)), 12);
    expect(scoreValue('relative', table, null, 0)).toBeNull();
  });

  it('finds the words of the option in one run of a free answer', () => {
    expect(freeAnswerRight('In the Port Ellery, New York', 'Port Ellery')).toBe(1);
    expect(freeAnswerRight('13.', '13')).toBe(1);
    expect(freeAnswerRight('port the ELLERY', 'Port Ellery')).toBe(1);
    expect(freeAnswerRight('Ellery Port', 'Port Ellery')).toBe(0);
    expect(freeAnswerRight('131', '13')).toBe(0);
    expect(freeAnswerRight('anything', 'the')).toBe(0);
    expect(wordsOf('Die STRASSE_nach Ὀδυσσεύς')).toEqual(wordsOf('die Straße nach ὀδυσσεύσ'));
  });
});
