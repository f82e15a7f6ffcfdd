import { describe, expect, it } from 'vitest';
import { capturedVariance, gramParticipationRatio, participationRatio } from '../../../src/core/geometry/variance.ts';
import { directEigenpairs } from '../../../src/core/linalg/eigenpairs.ts';
import { gram } from '../../../src/core/linalg/gramPca.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { centredRows } from '../helpers/randomRows.ts';

describe('figures of a spectrum', () => {
  it('participation ratio counts equal directions and needs no decomposition', () => {
    expect(participationRatio([2, 2, 2, 0])).toBeCloseTo(3, 12);
    expect(participationRatio([5])).toBe(1);
    expect(participationRatio([0, 0])).toBeNaN();
    const matrix = runToEnd(gram(centredRows(4, 9, 20)));
    expect(gramParticipationRatio(matrix, 9)).toBeCloseTo(participationRatio(directEigenpairs(matrix, 9).values), 10);
    expect(gramParticipationRatio(new Float64Array(4), 2)).toBeNaN();
  });

  it('captured variance is 1 for the own axes, whichever are shown, NaN without variance', () => {
    expect(capturedVariance([4, 3, 2], [4, 3, 2], [0, 1])).toBe(1);
    expect(capturedVariance([4, 3, 2, 1], [5, 4, 3, 1], [2, 3])).toBeCloseTo(3 / 4, 12);
    expect(capturedVariance([4, 3, 2], [4, 3, 2], [1, 2])).toBe(1);
    expect(capturedVariance([4], [4, 1], [0, 1])).toBeCloseTo(4 / 5, 12);
    expect(capturedVariance([0, 0], [0, 0], [0, 1])).toBeNaN();
  });
});
