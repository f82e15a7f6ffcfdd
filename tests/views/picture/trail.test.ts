import { describe, expect, it } from 'vitest';
import { ACTIVE, FADED, NEIGHBOUR, PLAIN } from '../../../src/views/picture/emphasis.ts';
import { recordedPath, trailOpacity, trailStretches } from '../../../src/views/picture/trail.ts';
import { trailPath } from '../../../src/views/picture/plane/planeTrail.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

describe('the ghost trail', () => {
  it('covers the past without gaps and fades with age', () => {
    for (let frame = 1; frame < 60; frame++) {
      const stretches = trailStretches(frame);
      expect(stretches[0]!.to).toBe(frame);
      expect(stretches.at(-1)!.from).toBe(0);
      for (let i = 1; i < stretches.length; i++) {
        expect(stretches[i]!.to).toBe(stretches[i - 1]!.from);
        expect(stretches[i]!.strength).toBeLessThan(stretches[i - 1]!.strength);
      }
    }
  });

  it('keeps the whole past of the word pointed at stronger than any other', () => {
    for (const { strength } of trailStretches(40)) {
      const [own, plain, near, faded] = [ACTIVE, PLAIN, NEIGHBOUR, FADED].map((emphasis) => trailOpacity(strength, emphasis as typeof ACTIVE));
      expect(own! <= 1 && own! > plain! && plain! > near! && near! > faded!).toBe(true);
    }
  });

  it('starts with the first recorded context', () => {
    expect(trailStretches(0)).toEqual([{ from: 0, to: 0, strength: trailStretches(9)[0]!.strength }]);
  });

  it('holds the recorded scores along the chosen axes, flips applied', () => {
    const { analysis } = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });
    const path = recordedPath(analysis, [2, 0, 1], [true, false, false]);
    const score = (frame: number, node: number, k: number) => analysis.scores[(frame * 9 + node) * analysis.components + k]!;
    expect(path).toHaveLength(analysis.frames.length * 9 * 3);
    expect(path[(5 * 9 + 4) * 3]).toBe(-score(5, 4, 2));
    expect(path[(5 * 9 + 4) * 3 + 1]).toBe(score(5, 4, 0));
  });

  it('breaks where the node is missing and says how a live position goes on', () => {
    const past = Float64Array.of(0, 0, NaN, NaN, 2, 2, 3, 3);
    expect(trailPath(past, 1, 0, 0, 3)).toBe('M0,0M2,2L3,3L');
    expect(trailPath(past, 1, 0, 0, 1)).toBe('M0,0M');
  });
});
